package io.segue.publication;

import io.segue.decisions.Decision.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would change. Percentiles and feature recommendations are, for both versions, those of the last refresh, as they would
 * be until the next one.
 *
 * @param base         version of the knowledge that was live
 * @param draft        version of the knowledge that the draft would make
 * @param asOf         the instant as of which users were decided on
 * @param users        users decided on with both versions
 * @param known        ids that any call ever named, those of merged users and of users not known by then among them
 * @param sample       at most so many ids were taken, chosen by a hash that is the same each time; null when everyone was
 * @param leftOut      users who refuse profiling, about whom nothing is decided
 * @param errors       users who could not be decided on with one of the versions
 * @param errorSamples what went wrong, at most 20, each beginning with the user's id and a colon
 * @param gaps         users who fall in a gap of a table of the draft, and so get no decision; by table. A draft with any can't be live
 * @param uncovered    what is wrong with tables of the draft, such as a gap or an overlap, whether or not a user is hit
 * @param changedFiles knowledge files whose content differs between the versions, by path
 * @param decisions    each decision there is, in the order in which they are drawn, and whom it changes for
 * @param sends        by date, the latest first: who would be sent what
 * @param tables       each sheet of rows that the draft changes, priced in users
 * @param notes        what else a reader has to know
 */
public record RehearsalReport(
        String base,
        String draft,
        Instant asOf,
        int users,
        int known,
        @Nullable Integer sample,
        int leftOut,
        int errors,
        List<String> errorSamples,
        List<Gap> gaps,
        List<String> uncovered,
        List<String> changedFiles,
        List<Change> decisions,
        List<DaySends> sends,
        List<TablePrice> tables,
        List<String> notes) {
    private static final String ERASED = "a user who is erased by now could not be decided on";

    /**
     * Users for whom no row of a table of the draft holds, though one must.
     *
     * @param decides what the table decides, {@code segments.lifecycle}
     * @param file    path of the workbook; null when no table decides it
     * @param sheet   name of the sheet; null likewise
     * @param users   how many
     * @param samples ids of at most 5 of them
     */
    public record Gap(
            String decides, @Nullable String file, @Nullable String sheet, int users, List<String> samples) {
        Gap without(Collection<String> userIds) {
            var left = samples.stream().filter(id -> !userIds.contains(id)).toList();
            return new Gap(decides, file, sheet, users, left);
        }
    }

    /**
     * How the answers to one decision change.
     *
     * @param decision as reasons name it, {@code segments.lifecycle}; {@code scores.engagement.value} in steps of ten;
     *                 {@code memberships.NAME} is yes or no; what ends in {@code .message}, {@code .steps}, {@code .cadence} or
     *                 {@code .followUp} is text, which counts where the decision above it stays the same
     * @param users    how many users get another answer
     * @param percent  of the users decided on, with one decimal
     * @param changes  from what to what, the most frequent first, at most 200
     * @param causes   which rows do it, the most frequent first, at most 50; a user counts for each of several
     * @param samples  at most 5 users
     */
    public record Change(
            String decision,
            int users,
            double percent,
            List<FromTo> changes,
            List<Cause> causes,
            List<Sample> samples) {
        Change without(Collection<String> userIds) {
            var left = samples.stream()
                    .filter(sample -> !userIds.contains(sample.userId()))
                    .toList();
            return new Change(decision, users, percent, changes, causes, left);
        }
    }

    /**
     * From what to what.
     *
     * @param from  the live answer; none where there is none
     * @param to    the draft's answer; none likewise
     * @param users how many users
     */
    public record FromTo(String from, String to, int users) {}

    /**
     * A row or rule.
     *
     * @param rule  its name
     * @param file  path of the workbook or rule file
     * @param sheet null for a rule file
     * @param row   1-based row of the sheet, or line of the rule file; null for a value that no row lists
     */
    public record Row(
            String rule,
            String file,
            @Nullable String sheet,
            @Nullable Integer row) {}

    /**
     * What makes an answer another one.
     *
     * @param now    the row of the draft that holds now; null when none does
     * @param before the row of the live version that held; null when none did
     * @param first  of a change that only follows from others: the first row on the way to it, of a sheet that the draft changes, that
     *               holds now or held before. Null when the row itself is of such a sheet, and when it follows from no row but from a
     *               setting or list
     * @param users  how many users
     */
    public record Cause(
            @Nullable Row now,
            @Nullable Row before,
            @Nullable Row first,
            int users) {}

    /**
     * A user for whom a decision changes.
     *
     * @param userId    the user, as events name it
     * @param from      the live answer
     * @param to        the draft's answer
     * @param whyBefore the live version's reasons for it, and for what it follows from where the draft changes that
     * @param whyNow    the same of the draft
     */
    public record Sample(String userId, String from, String to, List<Reason> whyBefore, List<Reason> whyNow) {}

    /**
     * Who would be sent what, decided as of the end of a date, or as of the rehearsal's instant on its own date. What was shown to users
     * until then is what was really shown to them.
     *
     * @param date  in the workspace's time zone
     * @param sends only what changes for somebody, by what it is
     */
    public record DaySends(LocalDate date, List<Send> sends) {}

    /**
     * An action on a channel, or a campaign.
     *
     * @param kind    action or campaign
     * @param key     names the action or campaign
     * @param channel where it is shown; email for a campaign
     * @param newly   users who would be sent it and are not by the live version
     * @param noMore  users who are sent it by the live version and would not be
     */
    public record Send(String kind, String key, String channel, int newly, int noMore) {}

    /**
     * What the rows of a sheet mean in users.
     *
     * @param file      path of the workbook
     * @param sheet     name of the sheet
     * @param decides   what the sheet decides
     * @param hitPolicy what it means that several rows match
     * @param users     users for whom the sheet was asked
     * @param none      users whom no row matches; a gap where one must
     * @param several   users whom several rows with conditions match; an overlap where only one may
     * @param rows      in the order of the sheet
     */
    public record TablePrice(
            String file,
            String sheet,
            String decides,
            String hitPolicy,
            int users,
            int none,
            int several,
            List<RowPrice> rows) {}

    /**
     * What one row means in users.
     *
     * @param rule    its name
     * @param row     1-based row of the sheet
     * @param matched users whom it matches
     * @param taken   users of whom it was taken; the others lost to a row that is preferred
     */
    public record RowPrice(String rule, @Nullable Integer row, int matched, int taken) {}

    public RehearsalReport {
        errorSamples = List.copyOf(errorSamples);
        gaps = List.copyOf(gaps);
        uncovered = List.copyOf(uncovered);
        changedFiles = List.copyOf(changedFiles);
        decisions = List.copyOf(decisions);
        sends = List.copyOf(sends);
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    /** The same without the samples that are those users. What was counted stays. */
    RehearsalReport without(Collection<String> userIds) {
        return new RehearsalReport(
                base,
                draft,
                asOf,
                users,
                known,
                sample,
                leftOut,
                errors,
                withoutNames(errorSamples, userIds),
                gaps.stream().map(gap -> gap.without(userIds)).toList(),
                uncovered,
                changedFiles,
                decisions.stream().map(change -> change.without(userIds)).toList(),
                sends,
                tables,
                notes);
    }

    /** Lines that begin with the id of one of those users say no more whose they were. */
    static List<String> withoutNames(List<String> lines, Collection<String> userIds) {
        return lines.stream()
                .map(line -> userIds.stream().anyMatch(userId -> line.startsWith(userId + ": ")) ? ERASED : line)
                .toList();
    }

    /** Users who get no decision from the draft because of a gap. */
    public int inGaps() {
        return gaps.stream().mapToInt(Gap::users).sum();
    }
}
