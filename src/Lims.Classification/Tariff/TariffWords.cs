using System.Globalization;
using System.Text;

namespace Lims.Classification.Tariff;

/// <summary>
/// How words are made alike before they are compared: lower case, accents folded, no stems (a stemmer is a guess about one language, and there are many).
/// Chinese, Japanese and Thai are written without blanks: there every two neighbouring letters are a word.
/// </summary>
internal static class TariffWords
{
    /// <summary>Longer words are cut; nobody types so far.</summary>
    public const int Longest = 40;

    /// <summary>The words of a text, each once.</summary>
    public static IReadOnlyCollection<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var run = new StringBuilder();
        var dense = false;
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var kind = Rune.GetUnicodeCategory(rune);
            if (kind is UnicodeCategory.NonSpacingMark && !IsDense(rune)) continue;
            if (!Rune.IsLetterOrDigit(rune) && kind is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            {
                Add();
                continue;
            }
            if (run.Length > 0 && dense != IsDense(rune)) Add();
            dense = IsDense(rune);
            run.Append(Rune.ToLowerInvariant(rune).ToString());
        }
        Add();
        return words;

        void Add()
        {
            if (run.Length == 0) return;
            // Hangul syllables come apart in the decomposition; together again they are what is typed.
            var word = Folded(run.ToString().Normalize(NormalizationForm.FormC));
            run.Clear();
            if (!dense || word.Length <= 2) words.Add(Cut(word));
            else for (var i = 0; i + 2 <= word.Length; i++) words.Add(word.Substring(i, 2));
        }
    }

    /// <summary>The least text greater than all that begin with this one, for a search by beginning that an index answers (letters compared by their code).</summary>
    public static string After(string beginning) => beginning[..^1] + (char)(beginning[^1] + 1);

    private static string Cut(string word) => word.Length <= Longest ? word : word[..Longest];

    /// <summary>Letters that no decomposition opens.</summary>
    private static string Folded(string word) => word.Replace("ß", "ss", StringComparison.Ordinal).Replace("ø", "o", StringComparison.Ordinal).Replace("æ", "ae", StringComparison.Ordinal)
        .Replace("œ", "oe", StringComparison.Ordinal).Replace("ł", "l", StringComparison.Ordinal).Replace("đ", "d", StringComparison.Ordinal).Replace("ı", "i", StringComparison.Ordinal);

    /// <summary>Scripts without blanks between words: Thai, Lao, Khmer, Kana, Han.</summary>
    private static bool IsDense(Rune rune) => rune.Value is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1780 and <= 0x17FF) or (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF);
}
