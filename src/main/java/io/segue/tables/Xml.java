package io.segue.tables;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads XML as a stream, without entities, declarations of them or anything from outside. */
final class Xml {
    private static final SAXParserFactory PARSERS = parsers();

    private Xml() {}

    /** Ends the reading of a part from within its handler. */
    static final class Stopped extends SAXException {
        private final Unreadable why;

        Stopped(Unreadable why) {
            super(why);
            this.why = why;
        }
    }

    /** @throws Unreadable when it is no XML, or what the handler stopped for */
    static void read(byte[] content, String name, DefaultHandler handler) throws Unreadable {
        try {
            PARSERS.newSAXParser().parse(new InputSource(new ByteArrayInputStream(content)), handler);
        } catch (Stopped e) {
            throw e.why;
        } catch (SAXException | IOException | ParserConfigurationException | IllegalArgumentException e) {
            throw new Unreadable(
                    "is damaged: %s is no XML that can be read (%s)"
                            .formatted(name, Problem.cut("" + e.getMessage(), 120)),
                    "Save it anew.");
        }
    }

    private static SAXParserFactory parsers() {
        // the JDK's own, whatever else may lie on the class path
        var parsers = SAXParserFactory.newDefaultInstance();
        parsers.setNamespaceAware(true);
        try {
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser lacks a feature that it has", e);
        }
        return parsers;
    }
}
