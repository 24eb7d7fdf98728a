package io.segue.tables;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** The custom properties of a document, read without opening the workbook. */
public final class CustomProperties {
    private static final String PART = "docProps/custom.xml";
    private static final int MAX_ENTRIES = 500;
    private static final int MAX_BYTES = 1 << 16;
    private static final int MAX_UNPACKED_BYTES = 32 << 20;

    private CustomProperties() {}

    /** By name; empty when it has none, or is no document. Never fails: what can't be read is told when the workbook is. */
    public static Map<String, String> of(byte[] document) {
        if (document.length > Workbook.MAX_BYTES) return Map.of();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(document))) {
            int entries = 0;
            int bytes = 0;
            var buffer = new byte[MAX_BYTES];
            for (var entry = zip.getNextEntry();
                    entry != null && ++entries <= MAX_ENTRIES;
                    entry = zip.getNextEntry()) {
                if (entry.getName().equals(PART)) return parse(zip.readNBytes(MAX_BYTES));
                // skipping unpacks too, and a bomb unpacks to gigabytes
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer))
                    if ((bytes += read) > MAX_UNPACKED_BYTES) return Map.of();
            }
        } catch (IOException | IllegalArgumentException | XMLStreamException e) {
            return Map.of();
        }
        return Map.of();
    }

    private static Map<String, String> parse(byte[] xml) throws XMLStreamException {
        var factory = XMLInputFactory.newFactory();
        // a document may not name files or places of its own to be read
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var properties = new HashMap<String, String>();
        var reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
        var name = "";
        var text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (reader.getLocalName().equals("property")) {
                        name = String.valueOf(reader.getAttributeValue(null, "name"));
                        text.setLength(0);
                    }
                }
                case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (reader.getLocalName().equals("property"))
                        properties.put(name, text.toString().strip());
                }
                default -> {}
            }
        }
        return Map.copyOf(properties);
    }
}
