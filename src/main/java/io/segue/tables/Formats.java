package io.segue.tables;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells what a file is by what it begins with; the name proves nothing. */
final class Formats {
    private static final String SAVE_AS = "Save it as .xlsx, \"Excel Workbook\".";

    /** What an encrypted workbook is wrapped in names its stream so, in letters of two bytes. */
    private static final String ENCRYPTED = "EncryptedPackage";

    private Formats() {}

    /** @throws Unreadable for anything that does not begin as a zip */
    static void refuseOthers(byte[] content) throws Unreadable {
        if (content.length == 0) throw new Unreadable("is empty", "Send the workbook itself.");
        if (begins(content, 0x50, 0x4b, 0x03, 0x04)) return;
        if (begins(content, 0xd0, 0xcf, 0x11, 0xe0)) {
            if (text(content).contains(String.join("\0", ENCRYPTED.split(""))))
                throw new Unreadable("is protected by a password", "Save it without one.");
            throw new Unreadable("is an old .xls workbook", SAVE_AS);
        }
        var text = text(content).stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("%pdf")) throw new Unreadable("is a PDF, no workbook", SAVE_AS);
        if (text.startsWith("<!doctype html") || text.startsWith("<html"))
            throw new Unreadable("is a web page, no workbook", SAVE_AS);
        if (text.startsWith("<")) throw new Unreadable("is XML, no .xlsx workbook", SAVE_AS);
        if (begins(content, 0x50, 0x4b)) throw new Unreadable("is an empty zip, no workbook", SAVE_AS);
        throw new Unreadable("is no .xlsx workbook; it may be text, such as CSV", SAVE_AS);
    }

    /** @throws Unreadable for zips that hold something else than an .xlsx workbook, or one that could act by itself */
    static void refuseOthers(Parts parts) throws Unreadable {
        if (parts.has("mimetype") || parts.has("META-INF/manifest.xml"))
            throw new Unreadable("is an OpenDocument file, such as .ods", SAVE_AS);
        if (parts.has("word/document.xml") || parts.has("ppt/presentation.xml"))
            throw new Unreadable("is a document or a presentation, no workbook");
        if (parts.has("xl/workbook.bin")) throw new Unreadable("is a binary .xlsb workbook", SAVE_AS);
        for (var name : parts.names())
            for (var harmful : Harmful.values()) if (name.contains(harmful.folder)) throw harmful.refused();
    }

    /** Refuses what a content type or the kind of a link says, whatever the part is named. */
    static void refuseHarmful(String kind) throws Unreadable {
        var folded = kind.toLowerCase(Locale.ROOT);
        for (var harmful : Harmful.values())
            for (var word : harmful.words) if (folded.contains(word)) throw harmful.refused();
    }

    /** What a workbook may carry besides cells, and a decision table never needs. */
    private enum Harmful {
        MACROS("vbaproject", "carries macros", "Save it as .xlsx, without them.", "vbaproject", "macro"),
        ACTIVE_X("xl/activex", "carries ActiveX controls", "Delete them.", "activex", "relationships/control"),
        OBJECTS("xl/embeddings", "carries embedded files", "Delete them.", "oleobject", "relationships/package"),
        // links to other workbooks and DDE are both kept as external links
        LINKS("xl/externallinks", "links to other files or programs", "Break the links.", "externallink"),
        QUERIES("xl/querytables", "fetches data by itself", "Delete its connections.", "querytable", "connections"),
        MODEL("xl/model/", "carries a data model", "Delete its connections.", "powerpivot"),
        BINARY("xl/worksheets/binary", "holds a binary sheet", SAVE_AS, "sheet.binary"),
        ADD_INS("xl/webextensions", "carries an add-in", "Delete it.", "webextension");

        private final String folder;
        private final String what;
        private final String suggestion;
        private final String[] words;

        Harmful(String folder, String what, String suggestion, String... words) {
            this.folder = folder;
            this.what = what;
            this.suggestion = suggestion;
            this.words = words;
        }

        Unreadable refused() {
            return new Unreadable(what, suggestion);
        }
    }

    private static boolean begins(byte[] content, int... bytes) {
        if (content.length < bytes.length) return false;
        for (int i = 0; i < bytes.length; i++) if ((content[i] & 0xff) != bytes[i]) return false;
        return true;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
