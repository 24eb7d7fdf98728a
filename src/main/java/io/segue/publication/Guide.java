package io.segue.publication;

import io.segue.publication.TableContents.Kind;
import io.segue.publication.TableContents.Page;
import io.segue.rules.HitPolicy;
import io.segue.tables.Sketch;
import io.segue.tables.Sketch.Format;
import io.segue.tables.Sketch.Line;
import io.segue.tables.Sketch.Look;
import java.util.ArrayList;
import java.util.List;

/** The sheet About: what the workbook decides and how to work with it. */
final class Guide {
    static final String SHEET = "About";

    /** Words of the first column beside which the table's name and the base version stand. */
    static final String TABLE = "Table";

    static final String BASE = "Base version";

    private final List<Line> lines = new ArrayList<>();

    private Guide() {}

    static Sketch.Page of(TableContents contents) {
        var guide = new Guide();
        guide.write(contents);
        return new Sketch.Page(
                SHEET,
                "7F8FA6",
                guide.lines,
                List.of(
                        new Sketch.Column(24, Format.TEXT, null, null),
                        new Sketch.Column(104, Format.TEXT, null, null)),
                List.of());
    }

    private void write(TableContents contents) {
        lines.add(new Line(Look.TITLE, List.of(contents.table(), "")));
        Words.table(contents.table()).ifPresent(text -> lines.add(new Line(Look.TEXT, List.of("Decides", text))));
        gap();
        for (var sheet : contents.sheets()) say(sheet.name(), about(sheet));
        gap();
        say(
                "Units",
                "A header says the unit. Days are whole dates in the workspace's time zone. Shares are parts of one, "
                        + "(0..1): 0.7 and 70% are the same. How a number is formatted changes nothing.");
        say(
                "Edit",
                "Change, add, sort and delete rows below the dark headers. A blank condition means any value. Point at a header "
                        + "for its meaning; a cell says what it takes. Headers and hidden rows are for the machine and locked. "
                        + "Write values, no formulas. Notes on this sheet are not kept.");
        if (contents.sheets().stream().anyMatch(sheet -> sheet.kind() == Kind.DECISION))
            say(
                    "Cases",
                    "Examples that must come true before the table goes live: given values, and the rows that they are to take. "
                            + "Values left blank are those of a user of whom nothing is known. Keep one on each side of every threshold.");
        say(
                "Check",
                "Every problem is named with its sheet and cell, all at once. Nothing changes while there is one. "
                        + "In a checkout: bin/segue tables check %s.xlsx".formatted(contents.table()));
        say(
                "Rehearse",
                "Before it goes live the draft decides everyone beside the live table, and shows whom it changes and which row does it.");
        say(
                "Publish",
                "Send this file back as a draft of the table: POST /v1/tables/%s/drafts. It takes effect when it is published, "
                                .formatted(contents.table())
                        + "everywhere at once, without a restart, and can be rolled back.");
        gap();
        say(TABLE, contents.table());
        say(BASE, contents.version());
    }

    private static String about(Page sheet) {
        return switch (sheet.kind()) {
            case LIST ->
                "A list. %s tell%s its rows apart. The order of the rows means nothing."
                        .formatted(
                                String.join(" and ", sheet.key()), sheet.key().size() > 1 ? "" : "s");
            case SETTINGS -> "Settings, one row.";
            case CASES -> "Examples of the tables above.";
            case DECISION -> decides(sheet);
        };
    }

    private static String decides(Page sheet) {
        var topic = sheet.topic();
        var policy = sheet.policy();
        return (topic == null ? "" : "Decides %s. ".formatted(topic.name()))
                + (policy == null ? "Its hit policy is none." : inWords(policy));
    }

    /** What it means that rows match. */
    static String inWords(HitPolicy policy) {
        return switch (policy.kind()) {
            case UNIQUE ->
                "UNIQUE: exactly one row matches, whatever the values are. The order of the rows means nothing.";
            case FIRST -> "FIRST: the topmost row that matches is taken. The order of the rows has meaning.";
            case COLLECT -> "COLLECT: every row that matches counts for itself.";
            case SUM ->
                "COLLECT SUM UP TO %d: the points of all rows that match are added, at most %d."
                        .formatted(policy.limit(), policy.limit());
            case COUNT -> "COLLECT COUNT: the different results of the rows that match are counted.";
            case AT_LEAST ->
                "COLLECT AT LEAST %d: holds when the rows that match have at least %d different results."
                        .formatted(policy.limit(), policy.limit());
            case ANY -> "COLLECT ANY: holds when any row matches.";
        };
    }

    private void say(String word, String text) {
        lines.add(new Line(Look.TEXT, List.of(word, text)));
    }

    private void gap() {
        lines.add(new Line(Look.TEXT, List.of()));
    }
}
