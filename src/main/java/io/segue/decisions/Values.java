package io.segue.decisions;

import io.segue.rules.Operand;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule read, by name, in the rule's order. A decision carries some fifty of them and most are never looked at, so each
 * is read off the fact when asked for; facts never change.
 */
final class Values extends AbstractMap<String, @Nullable Object> {
    private final List<Operand> operands;
    private final Object fact;

    Values(List<Operand> operands, Object fact) {
        this.operands = operands;
        this.fact = fact;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new Iterator<>() {
                    private final Iterator<Operand> left = operands.iterator();

                    @Override
                    public boolean hasNext() {
                        return left.hasNext();
                    }

                    @Override
                    public Map.Entry<String, @Nullable Object> next() {
                        var operand = left.next();
                        return new SimpleImmutableEntry<String, @Nullable Object>(operand.label(), operand.in(fact));
                    }
                };
            }

            @Override
            public int size() {
                return operands.size();
            }
        };
    }
}
