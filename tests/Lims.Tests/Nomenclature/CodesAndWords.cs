using CsCheck;
using Lims.Classification.Tariff;
using Lims.Classification.Tariff.Tree;

namespace Lims.Tests.Nomenclature;

public sealed class A_code_written_in_any_way
{
    private static readonly Gen<string> Codes = Gen.Char['0', '9'].Array[2, TariffCode.Longest].Select(digits => new string(digits));

    [Fact]
    public void Comes_back_from_points_and_blanks() => Codes.Sample(digits =>
    {
        Assert.Equal(digits, TariffCode.Digits(TariffCode.WithPoints(digits)));
        Assert.Equal(TariffCode.WithPoints(digits), TariffCode.WithPoints(TariffCode.WithPoints(digits)));
        Assert.Equal(digits, TariffCode.Digits(string.Join(' ', digits.Chunk(2).Select(pair => new string(pair)))));
        Assert.True(TariffCode.Same(digits, TariffCode.WithPoints(digits)));
    });

    [Fact]
    public void Is_a_code_only_where_every_letter_is_a_digit() => Gen.Select(Codes, Gen.Char['A', 'Z']).Sample((digits, letter) => Assert.Equal("", TariffCode.Digits(digits + letter)));

    [Fact]
    public void Stands_below_every_code_that_begins_it() => Codes.Sample(digits =>
    {
        var above = TariffCode.Above(digits).ToList();
        Assert.Equal(digits.Length - 2, above.Count);
        Assert.All(above, code => Assert.StartsWith(code, digits, StringComparison.Ordinal));
    });

    [Theory]
    [InlineData("01", TariffLevel.Chapter)]
    [InlineData("0101", TariffLevel.Heading)]
    [InlineData("010121", TariffLevel.Subheading)]
    [InlineData("0101210", TariffLevel.National)]
    [InlineData("01012100000000", TariffLevel.National)]
    public void Says_by_its_length_what_it_is(string digits, TariffLevel level) => Assert.Equal(level, TariffCode.LevelOf(digits));

    [Theory]
    [InlineData("1")]
    [InlineData("010")]
    [InlineData("01012")]
    [InlineData("010121000000000")]
    public void Is_none_with_another_number_of_digits(string digits) => Assert.Null(TariffCode.LevelOf(digits));
}

public sealed class Words_of_a_line
{
    [Theory]
    [InlineData("Maté, roasted", "mate roasted")]
    [InlineData("ŒUFS d'oiseaux", "d oeufs oiseaux")]
    [InlineData("Weißzucker", "weisszucker")]
    [InlineData("쌀, 정미", "쌀 정미")]
    [InlineData("精米", "精米")]
    [InlineData("その他のもの", "その の他 他の のも もの")]
    [InlineData("99.5° of 2,4-D", "2 4 5 99 d of")]
    public void Are_folded_so_that_any_spelling_finds_them(string text, string words) =>
        Assert.Equal(words.Split(' ').Order(StringComparer.Ordinal), TariffWords.Of(text).Order(StringComparer.Ordinal));

    [Fact]
    public void Are_found_by_every_beginning_of_theirs_in_the_order_of_the_index() => Gen.String[Gen.Char['a', 'z'], 1, 12].Sample(word =>
    {
        for (var length = 1; length <= word.Length; length++)
        {
            var beginning = word[..length];
            Assert.True(string.CompareOrdinal(word, beginning) >= 0 && string.CompareOrdinal(word, TariffWords.After(beginning)) < 0);
        }
    });
}

public sealed class A_note_shown_on_a_page
{
    [Fact]
    public void Loses_the_marks_of_its_file_and_keeps_its_lines() =>
        Assert.Equal("Not covered:\n  (a) cocoa (1806);\n  (b) pure sugars.", NoteText.Plain("Not covered:\r\n  * (a) cocoa (1806);\r\n  * (b) pure sugars\\."));

    [Fact]
    public void Shows_a_table_as_rows_and_runs_no_script() =>
        Assert.Equal("Ag | 0.25\nAs | 0.5\nalert(1)", NoteText.Plain("<table><tr><td>Ag</td><td>0.25</td></tr>\n<tr><td>As</td><td>0.5</td></tr></table><script>alert(1)</script>"));
}
