package io.segue.tables;

import java.util.LinkedHashMap;
import java.util.Map;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The links that a part of a workbook has to others: path by id, path by kind. */
final class Links extends DefaultHandler {
    private final Map<String, String> byId = new LinkedHashMap<>();
    private final Map<String, String> byKind = new LinkedHashMap<>();
    private final String folder;

    private Links(String folder) {
        this.folder = folder;
    }

    /** Those of a part; none when it has none. */
    static Links of(Parts parts, String part) throws Unreadable {
        int slash = part.lastIndexOf('/') + 1;
        var links = new Links(part.substring(0, slash));
        var file = "%s_rels/%s.rels".formatted(part.substring(0, slash), part.substring(slash));
        if (parts.has(file)) Xml.read(parts.part(file), file, links);
        return links;
    }

    /**
     * Refuses links that act by themselves, of every part. A hyperlink does nothing before somebody clicks it, and Segue never
     * follows one.
     */
    static void refuseHarmful(Parts parts) throws Unreadable {
        for (var name : parts.names())
            if (name.endsWith(".rels") || name.equals("[content_types].xml"))
                Xml.read(parts.part(name), name, new DefaultHandler() {
                    @Override
                    public void startElement(String uri, String local, String qualified, Attributes attributes)
                            throws Xml.Stopped {
                        try {
                            for (var kind : new String[] {"Type", "ContentType"})
                                if (attributes.getValue(kind) != null) Formats.refuseHarmful(attributes.getValue(kind));
                            if ("External".equalsIgnoreCase(attributes.getValue("TargetMode"))
                                    && !String.valueOf(attributes.getValue("Type"))
                                            .endsWith("/hyperlink"))
                                throw new Unreadable("links to other files or programs", "Break the links.");
                        } catch (Unreadable e) {
                            throw new Xml.Stopped(e);
                        }
                    }
                });
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        var id = attributes.getValue("Id");
        var target = attributes.getValue("Target");
        var type = attributes.getValue("Type");
        if (id == null || target == null || type == null) return;
        var path = resolved(target);
        byId.put(id, path);
        byKind.putIfAbsent(type.substring(type.lastIndexOf('/') + 1), path);
    }

    private String resolved(String target) {
        if (target.startsWith("/")) return target.substring(1);
        var from = folder;
        var to = target;
        while (to.startsWith("../")) {
            to = to.substring(3);
            from = from.replaceFirst("[^/]*/$", "");
        }
        return from + to;
    }

    /** Where the link of that id leads. */
    String byId(String id) throws Unreadable {
        var path = byId.get(id);
        if (path == null) throw new Unreadable("is damaged: its link %s leads nowhere".formatted(Problem.cut(id, 30)));
        return path;
    }

    /** Where the first link of that kind leads, such as {@code styles}; where it would lie when there is none. */
    String byKind(String kind) {
        return byKind.getOrDefault(kind, kind.equals("officeDocument") ? "xl/workbook.xml" : folder + kind + ".xml");
    }
}
