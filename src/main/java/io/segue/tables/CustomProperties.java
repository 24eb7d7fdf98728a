package io.segue.tables;

import java.util.HashMap;
import java.util.Map;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The custom properties of a document, read without opening the workbook. */
public final class CustomProperties {
    private static final String PART = "docProps/custom.xml";

    private CustomProperties() {}

    /** By name; empty when it has none, or is no document. Never fails: what can't be read is told when the workbook is. */
    public static Map<String, String> of(byte[] document) {
        var properties = new HashMap<String, String>();
        try {
            var parts = Parts.of(document);
            if (parts.has(PART)) Xml.read(parts.part(PART), PART, new Reader(properties));
        } catch (Unreadable told) {
            return Map.of();
        }
        return Map.copyOf(properties);
    }

    private static final class Reader extends DefaultHandler {
        private final Map<String, String> properties;
        private final StringBuilder text = new StringBuilder();
        private String name = "";

        Reader(Map<String, String> properties) {
            this.properties = properties;
        }

        @Override
        public void startElement(String uri, String local, String qualified, Attributes attributes) {
            if (!local.equals("property")) return;
            name = String.valueOf(attributes.getValue("name"));
            text.setLength(0);
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            text.append(characters, start, length);
        }

        @Override
        public void endElement(String uri, String local, String qualified) {
            if (local.equals("property")) properties.put(name, text.toString().strip());
        }
    }
}
