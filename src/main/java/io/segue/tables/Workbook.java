package io.segue.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A spreadsheet as values: raw numbers whatever their format, text as typed. Formulas, errors, dates and merged data are
 * never guessed at: they are problems, with their cell.
 */
public record Workbook(String name, List<Sheet> sheets) {
    static final int MAX_ROWS = 5_000;
    static final int MAX_COLUMNS = 200;

    /** Of all sheets together, those that are only formatted too. */
    static final int MAX_CELLS = 100_000;

    private static final int MAX_SHEETS = 50;

    public Optional<Sheet> sheet(String sheetName) {
        return sheets.stream().filter(sheet -> sheet.name().equals(sheetName)).findFirst();
    }

    /** Reads a workbook; what can't be read is reported and left out. */
    public static Workbook read(String name, byte[] content, Problems problems) {
        var sheets = new ArrayList<Sheet>();
        try {
            var parts = Parts.of(content);
            Formats.refuseOthers(parts);
            Links.refuseHarmful(parts);
            var path = Links.of(parts, "").byKind("officeDocument");
            var links = Links.of(parts, path);
            var listed = new Listed();
            Xml.read(parts.part(path), path, listed);
            var texts = new SharedTexts();
            var textsPath = links.byKind("sharedStrings");
            if (parts.has(textsPath)) Xml.read(parts.part(textsPath), textsPath, texts);
            var styles = new DateStyles();
            var stylesPath = links.byKind("styles");
            if (parts.has(stylesPath)) Xml.read(parts.part(stylesPath), stylesPath, styles);
            var counter = new SheetCells.Counter();
            for (var entry : listed.entries) {
                var part = links.byId(entry.link);
                var cells = new SheetCells(name, entry.name, entry.hidden, texts.texts(), styles, counter, problems);
                Xml.read(parts.part(part), part, cells);
                sheets.add(cells.sheet());
            }
        } catch (Unreadable e) {
            problems.add(e.of(name));
        }
        return new Workbook(name, List.copyOf(sheets));
    }

    /** The sheets that a workbook lists, in their order. */
    private static final class Listed extends DefaultHandler {
        private record Entry(String name, String link, boolean hidden) {}

        private final List<Entry> entries = new ArrayList<>();
        private final HashSet<String> names = new HashSet<>();

        @Override
        public void startElement(String uri, String local, String qualified, Attributes attributes) throws Xml.Stopped {
            if (!local.equals("sheet")) return;
            var name = String.valueOf(attributes.getValue("name"));
            var state = attributes.getValue("state");
            var link = "";
            for (int i = 0; i < attributes.getLength(); i++)
                if (attributes.getLocalName(i).equals("id")) link = attributes.getValue(i);
            if (!names.add(name.toLowerCase(Locale.ROOT)))
                throw new Xml.Stopped(
                        new Unreadable("has two sheets named \"%s\"".formatted(Problem.cut(name, 60)), "Rename one."));
            if (names.size() > MAX_SHEETS)
                throw new Xml.Stopped(new Unreadable("has more than %d sheets".formatted(MAX_SHEETS)));
            entries.add(new Entry(name, link, state != null && !state.equals("visible")));
        }
    }
}
