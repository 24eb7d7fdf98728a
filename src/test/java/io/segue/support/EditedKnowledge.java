package io.segue.support;

import io.segue.decisions.Playbook;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problem;
import io.segue.tables.Problems;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A copy of the knowledge of the checkout that a test may spoil. Workbooks are named without {@code .xlsx}. */
public final class EditedKnowledge {
    private final TreeMap<String, byte[]> contents = new TreeMap<>();

    public EditedKnowledge() {
        var home = KnowledgeFiles.under(Path.of("").toAbsolutePath());
        contents.putAll(home.matching("", ""));
    }

    /** Writes a String, a Number, a Boolean, or null for a blank, into a cell such as {@code B11}. */
    public EditedKnowledge set(String workbook, String sheet, String address, Object value) {
        return cell(workbook, sheet, address, cell -> {
            // without this, POI keeps the text of a cell that carries its text itself
            cell.setBlank();
            if (value == null) return;
            if (value instanceof Number number) cell.setCellValue(number.doubleValue());
            else if (value instanceof Boolean flag) cell.setCellValue(flag);
            else cell.setCellValue(value.toString());
        });
    }

    public EditedKnowledge cell(String workbook, String sheet, String address, Consumer<Cell> edit) {
        return sheet(workbook, sheet, found -> edit.accept(cellOf(found, address)));
    }

    public EditedKnowledge sheet(String workbook, String sheet, Consumer<Sheet> edit) {
        return workbook(workbook, book -> edit.accept(book.getSheet(sheet)));
    }

    public EditedKnowledge workbook(String workbook, Consumer<XSSFWorkbook> edit) {
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(contents.get(path(workbook))));
                var out = new ByteArrayOutputStream()) {
            edit.accept(book);
            book.write(out);
            return put(path(workbook), out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EditedKnowledge put(String path, byte[] content) {
        contents.put(path, content);
        return this;
    }

    public EditedKnowledge put(String path, String content) {
        return put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Prohibits these attributes and no others, in lines 2 and on; consent as in the checkout. */
    public EditedKnowledge prohibit(String... attributes) {
        var text = new StringBuilder("prohibited:").append(attributes.length == 0 ? " []\n" : "\n");
        for (var attribute : attributes)
            text.append("  - { attribute: \"%s\", because: said so }\n".formatted(attribute));
        return put(KnowledgeFiles.DATA_RIGHTS, text + """
                consent:
                  profiling: { trait: profilingConsent, whenAbsent: allowed }
                  marketing: { trait: marketingConsent, whenAbsent: refused }
                """);
    }

    public EditedKnowledge remove(String path) {
        contents.remove(path);
        return this;
    }

    public byte[] content(String path) {
        return contents.get(path);
    }

    /** What is wrong with it, as its owners are told; empty when it can be used. */
    public List<String> problems() {
        var problems = new Problems();
        Playbook.read(new KnowledgeFiles(contents), problems)
                .ifPresent(playbook -> playbook.knowledge().retire());
        return problems.all().stream().map(Problem::toString).toList();
    }

    /** The playbook of it, to be retired by the test. */
    public Playbook playbook() {
        var problems = new Problems();
        return Playbook.read(new KnowledgeFiles(contents), problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    public KnowledgeFiles files() {
        return new KnowledgeFiles(contents);
    }

    /** Writes it into a directory, for {@code segue.knowledge-dir}. */
    public Path writeTo(Path directory) {
        contents.forEach((path, content) -> {
            try {
                Files.createDirectories(directory.resolve(path).getParent());
                Files.write(directory.resolve(path), content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return directory;
    }

    /** The cell, blank, to be written anew. */
    public static Cell emptied(Sheet sheet, String address) {
        var cell = cellOf(sheet, address);
        cell.setBlank();
        return cell;
    }

    public static Cell cellOf(Sheet sheet, String address) {
        var place = new CellReference(address);
        var row = sheet.getRow(place.getRow()) == null ? sheet.createRow(place.getRow()) : sheet.getRow(place.getRow());
        return row.getCell(place.getCol()) == null ? row.createCell(place.getCol()) : row.getCell(place.getCol());
    }

    private static String path(String workbook) {
        return "decision-tables/" + workbook + ".xlsx";
    }
}
