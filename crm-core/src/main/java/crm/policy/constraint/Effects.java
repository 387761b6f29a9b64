package crm.policy.constraint;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * A set of effects that never changes, in the order of their declaration. It is held as one number, for the hundred
 * thousand orderings of a large cluster are asked for their effects again and again.
 */
public final class Effects extends AbstractSet<Effect> {

    private static final Effect[] ALL = Effect.values();

    private final int bits;

    private Effects(int bits) {
        this.bits = bits;
    }

    /** The same effects, copied only if the set might change. */
    public static Effects copyOf(Set<Effect> effects) {
        if (effects instanceof Effects unchanging) {
            return unchanging;
        }
        int bits = 0;
        for (Effect effect : effects) {
            bits |= bit(effect);
        }
        return new Effects(bits);
    }

    private static int bit(Effect effect) {
        return 1 << effect.ordinal();
    }

    public boolean has(Effect effect) {
        return (bits & bit(effect)) != 0;
    }

    Effects without(Effect effect) {
        return has(effect) ? new Effects(bits & ~bit(effect)) : this;
    }

    @Override
    public boolean contains(Object other) {
        return other instanceof Effect effect && has(effect);
    }

    @Override
    public int size() {
        return Integer.bitCount(bits);
    }

    @Override
    public Iterator<Effect> iterator() {
        return new Iterator<>() {
            private int left = bits;

            @Override
            public boolean hasNext() {
                return left != 0;
            }

            @Override
            public Effect next() {
                if (left == 0) {
                    throw new NoSuchElementException("no effect is left");
                }
                Effect next = ALL[Integer.numberOfTrailingZeros(left)];
                left &= left - 1;
                return next;
            }
        };
    }
}
