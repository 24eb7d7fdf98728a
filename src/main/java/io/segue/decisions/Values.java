package io.segue.decisions;

import io.segue.rules.Operand;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule read, by name, in the rule's order: a map in one array, since a decision carries some fifty of them. */
final class Values extends AbstractMap<String, @Nullable Object> {
    private final List<Operand> operands;
    private final @Nullable Object[] values;

    Values(List<Operand> operands, Object fact) {
        this.operands = operands;
        this.values = new Object[operands.size()];
        for (int i = 0; i < values.length; i++) values[i] = operands.get(i).in(fact);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < values.length;
                    }

                    @Override
                    public Map.Entry<String, @Nullable Object> next() {
                        var entry = new SimpleImmutableEntry<String, @Nullable Object>(
                                operands.get(next).label(), values[next]);
                        next++;
                        return entry;
                    }
                };
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }
}
