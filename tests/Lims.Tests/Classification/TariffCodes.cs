namespace Lims.Tests.Classification;

public sealed class When_a_tariff_code_is_asked_for
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private readonly Lims.Classification.Tariff.TariffNames names = new();

    [Theory]
    [InlineData("1006.30", true)]
    [InlineData("100630", true)]
    [InlineData("1904.90", true)]
    [InlineData("10", true)]
    [InlineData("1006.31", false)]
    [InlineData("1006.3", false)]
    [InlineData("rice", false)]
    [InlineData("", false)]
    public void It_is_known_with_and_without_points(string code, bool known) => Assert.Equal(known, names.Knows(code, Today));

    [Fact]
    public void Its_path_goes_from_the_chapter_to_itself() =>
        Assert.Equal(["10", "1006", "1006.30"], names.Path("100630", Today).Select(step => step.Code));

    [Fact]
    public void Nothing_is_known_before_the_edition_was_in_force()
    {
        Assert.False(names.Knows("1006.30", new DateOnly(2021, 12, 31)));
        Assert.Empty(names.Path("1006.30", new DateOnly(2021, 12, 31)));
        Assert.True(names.Knows("1006.30", new DateOnly(2022, 1, 1)));
    }
}
