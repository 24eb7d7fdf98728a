package io.segue.publication;

import io.segue.decisions.Decision;
import io.segue.decisions.Decision.Reason;
import io.segue.publication.RehearsalReport.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One decision that is another one for a user.
 *
 * @param aspect its place among the aspects compared
 * @param causes which rows do it, one or more
 */
record Difference(int aspect, String from, String to, List<Rows> causes, List<Reason> whyBefore, List<Reason> whyNow) {
    /** The rows of a {@link RehearsalReport.Cause}. */
    record Rows(
            @Nullable Row now,
            @Nullable Row before,
            @Nullable Row first) {}

    /** What makes two reasons one: what they say of what, by which row, wherever that stands. */
    private record Told(String decision, Object result, String rule) {
        static Told by(Reason reason) {
            return new Told(reason.decision(), reason.result(), reason.rule());
        }
    }

    /** A reason only one of the versions has. */
    private record Found(int place, Reason reason) {}

    /** Everything that the two decide differently. */
    static List<Difference> between(Decision before, Decision now, List<Aspect> aspects, ChangedSheets changed) {
        var found = new ArrayList<Difference>();
        Between between = null;
        for (int i = 0; i < aspects.size(); i++) {
            var aspect = aspects.get(i);
            var from = aspect.answer().apply(before);
            var to = aspect.answer().apply(now);
            if (from.equals(to)) continue;
            var base = aspect.wording();
            if (base != null
                    && !base.answer().apply(before).equals(base.answer().apply(now))) continue;
            if (between == null) between = new Between(before, now, changed);
            found.add(between.difference(i, aspect, from, to));
        }
        return found;
    }

    /** Looks for what did it. */
    private static final class Between {
        private final List<Reason> before;
        private final List<Reason> now;
        private final Set<Told> toldBefore = new HashSet<>();
        private final Set<Told> toldNow = new HashSet<>();
        private final ChangedSheets changed;
        private final @Nullable Found firstBefore;
        private final @Nullable Found firstNow;

        Between(Decision before, Decision now, ChangedSheets changed) {
            this.before = before.why();
            this.now = now.why();
            this.changed = changed;
            for (var reason : this.before) toldBefore.add(Told.by(reason));
            for (var reason : this.now) toldNow.add(Told.by(reason));
            firstBefore = first(this.before, toldNow);
            firstNow = first(this.now, toldBefore);
        }

        /** The first reason that the other version does not have and that stands on a sheet that differs. */
        private @Nullable Found first(List<Reason> reasons, Set<Told> other) {
            for (int i = 0; i < reasons.size(); i++)
                if (changed.has(reasons.get(i).source()) && !other.contains(Told.by(reasons.get(i))))
                    return new Found(i, reasons.get(i));
            return null;
        }

        Difference difference(int place, Aspect aspect, String from, String to) {
            var ownBefore = before.stream().filter(aspect.reasons()).toList();
            var ownNow = now.stream().filter(aspect.reasons()).toList();
            var first = first(ownBefore, ownNow);
            return new Difference(
                    place,
                    from,
                    to,
                    causes(ownBefore, ownNow, first == null ? null : row(first)),
                    with(firstBefore, first, ownBefore),
                    with(firstNow, first, ownNow));
        }

        /** What a change follows from that is not of its own rows; null when it does not. */
        private @Nullable Reason first(List<Reason> ownBefore, List<Reason> ownNow) {
            if (ownBefore.stream().anyMatch(reason -> changed.has(reason.source()))
                    || ownNow.stream().anyMatch(reason -> changed.has(reason.source()))) return null;
            if (firstNow != null && firstNow.place() < place(ownNow, now)) return firstNow.reason();
            return firstBefore != null && firstBefore.place() < place(ownBefore, before) ? firstBefore.reason() : null;
        }

        /** Where the first of them stands; at the end when there are none. */
        private static int place(List<Reason> own, List<Reason> all) {
            return own.isEmpty() ? all.size() : all.indexOf(own.get(0));
        }

        private static List<Reason> with(@Nullable Found found, @Nullable Reason first, List<Reason> own) {
            if (found == null || first == null) return own;
            var all = new ArrayList<Reason>(own.size() + 1);
            all.add(found.reason());
            all.addAll(own);
            return all;
        }

        /** The rows that answer each part of the decision, where they differ; those that answer it, where only their texts do. */
        private List<Rows> causes(List<Reason> ownBefore, List<Reason> ownNow, @Nullable Row first) {
            var goneBefore = ownBefore.stream()
                    .filter(reason -> !toldNow.contains(Told.by(reason)))
                    .toList();
            var newNow = ownNow.stream()
                    .filter(reason -> !toldBefore.contains(Told.by(reason)))
                    .toList();
            boolean texts = goneBefore.isEmpty() && newNow.isEmpty();
            var parts = new LinkedHashMap<String, List<@Nullable Reason>>();
            put(parts, texts ? ownNow : newNow, 0);
            put(parts, texts ? ownBefore : goneBefore, 1);
            if (parts.isEmpty()) return List.of(new Rows(null, null, first));
            return parts.values().stream()
                    .map(pair -> new Rows(row(pair.get(0)), row(pair.get(1)), first))
                    .distinct()
                    .toList();
        }

        private static void put(LinkedHashMap<String, List<@Nullable Reason>> parts, List<Reason> reasons, int side) {
            for (var reason : reasons) {
                var pair = parts.computeIfAbsent(reason.decision(), any -> new ArrayList<>(nothingYet()));
                if (pair.get(side) == null) pair.set(side, reason);
            }
        }

        private static List<@Nullable Reason> nothingYet() {
            var pair = new ArrayList<@Nullable Reason>();
            pair.add(null);
            pair.add(null);
            return pair;
        }

        private static @Nullable Row row(@Nullable Reason reason) {
            if (reason == null) return null;
            var source = reason.source();
            return new Row(reason.rule(), source.file(), source.sheet(), source.row());
        }
    }

    @Override
    public String toString() {
        return Objects.toString(from) + " -> " + to;
    }
}
