package io.segue.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Some of the values of each axis, and with them every combination of those.
 *
 * @param sides by axis, the stretches that belong to it; not changed
 */
record Box(List<BitSet> sides) {
    /** Everything that can happen. */
    static Box all(List<Axis> axes) {
        return new Box(axes.stream()
                .map(axis -> {
                    var side = new BitSet();
                    side.set(0, axis.samples().size());
                    return side;
                })
                .toList());
    }

    /** What a row matches. */
    static Box of(Rule rule, List<Axis> axes) {
        return new Box(axes.stream().map(axis -> axis.where(rule)).toList());
    }

    boolean isEmpty() {
        return sides.stream().anyMatch(BitSet::isEmpty);
    }

    boolean meets(Box other) {
        for (int i = 0; i < sides.size(); i++) if (!sides.get(i).intersects(other.sides.get(i))) return false;
        return true;
    }

    /** Whether all of the other lies in it. */
    boolean covers(Box other) {
        for (int i = 0; i < sides.size(); i++) {
            var outside = (BitSet) other.sides.get(i).clone();
            outside.andNot(sides.get(i));
            if (!outside.isEmpty()) return false;
        }
        return true;
    }

    Box and(Box other) {
        var common = new ArrayList<BitSet>();
        for (int i = 0; i < sides.size(); i++) {
            var side = (BitSet) sides.get(i).clone();
            side.and(other.sides.get(i));
            common.add(side);
        }
        return new Box(common);
    }

    /** What is left of it without the other, in boxes that don't meet; at most one for each axis. */
    List<Box> without(Box other) {
        if (!meets(other)) return List.of(this);
        var left = new ArrayList<Box>();
        var rest = this;
        for (int i = 0; i < sides.size(); i++) {
            var outside = (BitSet) rest.sides.get(i).clone();
            outside.andNot(other.sides.get(i));
            if (!outside.isEmpty()) left.add(rest.with(i, outside));
            var inside = (BitSet) rest.sides.get(i).clone();
            inside.and(other.sides.get(i));
            rest = rest.with(i, inside);
        }
        return left;
    }

    Box with(int axis, BitSet side) {
        var changed = new ArrayList<>(sides);
        changed.set(axis, side);
        return new Box(changed);
    }
}
