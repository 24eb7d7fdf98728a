package io.segue.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The texts that cells name by number: plain, whatever letters of them are bold or coloured. */
final class SharedTexts extends DefaultHandler {
    /** Characters that XML can't hold are written {@code _x000D_}. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final List<String> texts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean inText;
    private boolean inReading;

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        switch (local) {
            case "si" -> text.setLength(0);
            case "rPh" -> inReading = true;
            case "t" -> inText = !inReading;
            default -> {}
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        switch (local) {
            case "si" -> texts.add(plain(text.toString()));
            case "rPh" -> inReading = false;
            case "t" -> inText = false;
            default -> {}
        }
    }

    @Override
    public void characters(char[] letters, int start, int length) {
        if (inText) text.append(letters, start, length);
    }

    List<String> texts() {
        return texts;
    }

    static String plain(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))))
                : text;
    }
}
