package io.segue.publication;

import io.segue.publication.TableDiff.Change;
import io.segue.publication.TableDiff.Kind;
import io.segue.publication.TableDiff.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds for each change over several versions the last of them that touched the same place. */
final class Attribution {
    private final List<Step> steps;
    private final List<List<Change>> made = new ArrayList<>();

    Attribution(List<Step> steps) {
        this.steps = steps;
        made.add(List.of());
        for (int i = 1; i < steps.size(); i++)
            made.add(TableDiff.between(steps.get(i - 1).contents(), steps.get(i).contents())
                    .changes());
    }

    List<Change> attributed(List<Change> changes) {
        return changes.stream().map(this::attributed).toList();
    }

    private Change attributed(Change change) {
        return maker(change, false)
                .or(() -> maker(change, true))
                .map(step -> change.by(step.who(), step.when()))
                .orElse(change);
    }

    /**
     * The last step that touched the place of a change, following its row back through its names.
     *
     * @param loosely any row of the sheet: which rows of several count as moved depends on where one looks from
     */
    private Optional<Step> maker(Change change, boolean loosely) {
        var row = change.row();
        for (int i = steps.size() - 1; i > 0; i--) {
            for (var candidate : made.get(i))
                if (candidate.sheet().equals(change.sheet())
                        && (loosely ? candidate.kind() == change.kind() : touches(candidate, change, row)))
                    return Optional.of(steps.get(i));
            row = earlier(row, change.sheet(), made.get(i));
        }
        return Optional.empty();
    }

    /** Whether one did what the other tells of, of a row that had that name then, or made or took away the row as a whole. */
    private static boolean touches(Change candidate, Change change, @Nullable String row) {
        // between first and last, a row renamed and changed is one that went and one that came
        if (change.kind() == Kind.ROW_REMOVED
                && candidate.kind() == Kind.ROW_RENAMED
                && Objects.equals(candidate.before(), row)) return true;
        if (!Objects.equals(candidate.row(), row)) return false;
        if (change.kind() == Kind.ROW_ADDED) return row != null;
        if (row != null && (candidate.kind() == Kind.ROW_ADDED || candidate.kind() == Kind.ROW_REMOVED)) return true;
        return candidate.kind() == change.kind() && Objects.equals(candidate.column(), change.column());
    }

    private static @Nullable String earlier(@Nullable String row, String sheet, List<Change> changes) {
        for (var change : changes)
            if (change.kind() == Kind.ROW_RENAMED
                    && change.sheet().equals(sheet)
                    && Objects.equals(change.after(), row)) return change.before();
        return row;
    }
}
