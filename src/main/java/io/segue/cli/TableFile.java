package io.segue.cli;

import io.segue.publication.TableContents;
import io.segue.publication.TableWorkbook;
import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A workbook in a file.
 *
 * @param table the table it is of: what the workbook itself says, else what the file is called
 */
record TableFile(Path path, String table, byte[] content) {
    private static final String EXTENSION = ".xlsx";

    /** @throws ParameterException when it can't be read, or is no workbook by its first bytes */
    static TableFile read(Path path, CommandLine command) {
        if (Files.isDirectory(path))
            throw new ParameterException(command, path + " is a directory; name the workbooks in it");
        if (!Files.exists(path)) throw new ParameterException(command, "there is no file " + path);
        try {
            var content = Files.readAllBytes(path);
            if (content.length < 2 || content[0] != 'P' || content[1] != 'K')
                throw new ParameterException(
                        command,
                        path
                                + " is no .xlsx workbook; save it as \"Excel Workbook (.xlsx)\", whatever its name ends in");
            return new TableFile(path, TableWorkbook.tableOf(content).orElseGet(() -> named(path)), content);
        } catch (IOException e) {
            throw new ParameterException(command, "%s can't be read (%s)".formatted(path, e), e);
        }
    }

    /** Where it stands in a knowledge directory. */
    String place() {
        return KnowledgeFiles.pathOf(table);
    }

    /** Whether its name is that of another table than the one it says to be. */
    boolean misnamed(KnowledgeFiles knowledge) {
        var named = named(path);
        return !named.equals(table)
                && !knowledge.matching(KnowledgeFiles.pathOf(named), EXTENSION).isEmpty();
    }

    /** What it says, as far as it can be read. */
    TableContents contents(Problems problems) {
        return TableContents.read(table, content, problems);
    }

    /** Git puts something and an underscore before the name of a file that it writes for a moment; names of tables have none. */
    private static String named(Path path) {
        var name = String.valueOf(path.getFileName());
        if (name.endsWith(EXTENSION)) name = name.substring(0, name.length() - EXTENSION.length());
        return name.substring(name.lastIndexOf('_') + 1);
    }
}
