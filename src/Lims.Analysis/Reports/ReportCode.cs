using System.Security.Cryptography;
using System.Text;
using QRCoder;

namespace Lims.Analysis;

/// <summary>
/// The short code printed on a report: the first 40 bits of the SHA-256 of what was issued, in Crockford's base 32, which has no letter that is taken
/// for a digit. With the number it tells whoever holds the paper whether this house issued it, and nothing else.
/// </summary>
internal static class ReportCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Characters = 8;

    /// <summary><c>7F3K-9QD2</c> of a hash of 64 hexadecimal digits.</summary>
    public static string Of(string sha256)
    {
        var bits = Convert.ToUInt64(sha256[..10], 16);
        var code = new StringBuilder();
        for (var i = Characters - 1; i >= 0; i--) code.Append(Alphabet[(int)((bits >> (5 * i)) & 31)]);
        return code.Insert(Characters / 2, '-').ToString();
    }

    /// <summary>Whether the code is the one of the hash; spaces, hyphens and case do not count, O is 0, I and L are 1. Takes as long for a wrong one.</summary>
    public static bool Matches(string? typed, string sha256) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Plain(Of(sha256))), Encoding.UTF8.GetBytes(Plain(typed ?? "")));

    /// <summary>The dark squares of a QR code, row by row, with its quiet zone.</summary>
    public static bool[][] Squares(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return [.. code.ModuleMatrix.Select(row => row.Cast<bool>().ToArray())];
    }

    private static string Plain(string code) => code.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
        .Replace('O', '0').Replace('I', '1').Replace('L', '1');
}
