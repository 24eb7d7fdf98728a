package io.segue.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.DateUtil;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Which styles of a workbook show a number as a date. */
final class DateStyles extends DefaultHandler {
    private final Map<Integer, String> formats = new HashMap<>();
    private final List<Boolean> dates = new ArrayList<>();
    private boolean ofCells;

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        switch (local) {
            case "numFmt" ->
                formats.put(number(attributes, "numFmtId"), String.valueOf(attributes.getValue("formatCode")));
            case "cellXfs" -> ofCells = true;
            case "xf" -> {
                int format = number(attributes, "numFmtId");
                if (ofCells) dates.add(DateUtil.isADateFormat(format, formats.getOrDefault(format, "")));
            }
            default -> {}
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        if (local.equals("cellXfs")) ofCells = false;
    }

    private static int number(Attributes attributes, String name) {
        var value = attributes.getValue(name);
        return value == null ? 0 : Integer.parseInt(value);
    }

    /** Whether cells of that style, by its number, show dates. */
    boolean isDate(int style) {
        return style >= 0 && style < dates.size() && dates.get(style);
    }
}
