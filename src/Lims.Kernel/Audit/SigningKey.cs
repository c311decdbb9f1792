using System.Security.Cryptography;
using System.Text;
using Lims.Kernel.Data;

namespace Lims.Kernel.Audit;

/// <summary>
/// The house's own key (ECDSA P-256, SHA-256), made at the first start under <c>keys/</c> and readable by the service alone. It signs the heads of the
/// audit chains and what the laboratory issues; the public half lies beside it for whoever checks.
/// </summary>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa key;

    public SigningKey(DataOptions options)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, "keys")).FullName;
        var path = Path.Combine(folder, "signing.pem");
        if (!File.Exists(path)) Make(folder, path);
        key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        PublicPem = key.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>The public half, PEM.</summary>
    public string PublicPem { get; }

    /// <summary>Signature over the UTF-8 bytes of a text, base64 (IEEE P1363 form, 64 bytes).</summary>
    public string Sign(string text) => Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256));

    /// <summary>Whether the signature is this house's over this text.</summary>
    public bool Verifies(string text, string signature)
    {
        var bytes = new byte[256];
        return Convert.TryFromBase64String(signature, bytes, out var length) && key.VerifyData(Encoding.UTF8.GetBytes(text), bytes.AsSpan(0, length), HashAlgorithmName.SHA256);
    }

    public void Dispose() => key.Dispose();

    /// <summary>Two processes may start at once on an empty folder: the key that is in place first stays.</summary>
    private static void Make(string folder, string path)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var draft = Path.Combine(folder, $"signing.{Environment.ProcessId}.tmp");
        File.WriteAllText(draft, made.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            File.Move(draft, path, overwrite: false);
            File.WriteAllText(Path.Combine(folder, "signing.pub.pem"), made.ExportSubjectPublicKeyInfoPem());
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
