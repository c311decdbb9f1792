namespace Lims.Classification.Criteria.Reckoning;

/// <summary>A condition over numbered atoms; what is certain has been folded away.</summary>
internal abstract class Proposition
{
    public static readonly Proposition True = new Constant(true);
    public static readonly Proposition False = new Constant(false);

    /// <summary>Whether it holds for given truths of the atoms.</summary>
    public abstract bool Holds(bool[] atoms);

    /// <summary>The same in three values: an atom may be open. Null where the open ones can change it.</summary>
    public abstract bool? Settled(bool?[] atoms);

    /// <summary>Numbers of the atoms in it.</summary>
    public abstract IEnumerable<int> Atoms { get; }

    public static Proposition Of(bool value) => value ? True : False;

    public static Proposition Atom(int index) => new Leaf(index);

    public static Proposition Not(Proposition part) => part is Constant constant ? Of(!constant.Value) : part is Turned turned ? turned.Part : new Turned(part);

    public static Proposition All(IEnumerable<Proposition> parts) => Join(parts, false);

    public static Proposition Any(IEnumerable<Proposition> parts) => Join(parts, true);

    /// <summary>At least so many of the parts.</summary>
    public static Proposition AtLeast(int count, IEnumerable<Proposition> parts)
    {
        var open = new List<Proposition>();
        foreach (var part in parts)
        {
            if (part is Constant { Value: var holds }) count -= holds ? 1 : 0;
            else open.Add(part);
        }
        return count <= 0 ? True : count > open.Count ? False : count == 1 ? Any(open) : count == open.Count ? All(open) : new Counted(count, [.. open]);
    }

    private static Proposition Join(IEnumerable<Proposition> parts, bool settling)
    {
        var open = new List<Proposition>();
        foreach (var part in parts)
        {
            if (part is Constant { Value: var value })
            {
                if (value == settling) return part;
            }
            else
            {
                open.Add(part);
            }
        }
        return open.Count switch { 0 => Of(!settling), 1 => open[0], _ => new Joined(settling, [.. open]) };
    }

    private sealed class Constant(bool value) : Proposition
    {
        public bool Value => value;

        public override IEnumerable<int> Atoms => [];

        public override bool Holds(bool[] atoms) => value;

        public override bool? Settled(bool?[] atoms) => value;
    }

    private sealed class Leaf(int index) : Proposition
    {
        public override IEnumerable<int> Atoms => [index];

        public override bool Holds(bool[] atoms) => atoms[index];

        public override bool? Settled(bool?[] atoms) => atoms[index];
    }

    private sealed class Turned(Proposition part) : Proposition
    {
        public Proposition Part => part;

        public override IEnumerable<int> Atoms => part.Atoms;

        public override bool Holds(bool[] atoms) => !part.Holds(atoms);

        public override bool? Settled(bool?[] atoms) => !part.Settled(atoms);
    }

    private sealed class Joined(bool settling, Proposition[] parts) : Proposition
    {
        public override IEnumerable<int> Atoms => parts.SelectMany(part => part.Atoms);

        public override bool Holds(bool[] atoms)
        {
            foreach (var part in parts)
            {
                if (part.Holds(atoms) == settling) return settling;
            }
            return !settling;
        }

        public override bool? Settled(bool?[] atoms)
        {
            bool? result = !settling;
            foreach (var part in parts)
            {
                var value = part.Settled(atoms);
                if (value == settling) return settling;
                if (value is null) result = null;
            }
            return result;
        }
    }

    private sealed class Counted(int least, Proposition[] parts) : Proposition
    {
        public override IEnumerable<int> Atoms => parts.SelectMany(part => part.Atoms);

        public override bool Holds(bool[] atoms) => parts.Count(part => part.Holds(atoms)) >= least;

        public override bool? Settled(bool?[] atoms)
        {
            var (holds, open) = (0, 0);
            foreach (var part in parts)
            {
                var value = part.Settled(atoms);
                holds += value == true ? 1 : 0;
                open += value is null ? 1 : 0;
            }
            return holds >= least ? true : holds + open < least ? false : null;
        }
    }
}
