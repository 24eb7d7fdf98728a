package io.segue.rules;

import io.segue.tables.KnowledgeFiles;
import io.segue.tables.Problems;
import java.util.Map;
import java.util.Optional;

/** Makes a knowledge version of files: read, checked, compiled. Takes seconds; never on the path of a request. */
public final class KnowledgeCompiler {
    private KnowledgeCompiler() {}

    /** Compiles; empty when there are problems, all of which are then told. */
    public static Optional<Knowledge> compile(KnowledgeFiles files, Problems problems) {
        var own = new Problems();
        var book = Rulebook.read(files, own);
        book.check(Map.of(), own, own, new Problems());
        var knowledge = own.isEmpty() ? book.compile(own) : Optional.<Knowledge>empty();
        problems.addAll(own);
        return knowledge;
    }
}
