package io.segue.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The knowledge that travels in the jar, for a start outside a checkout. */
public final class PackedKnowledge {
    private static final String FOLDER = "knowledge/";

    private PackedKnowledge() {}

    /** Its files. */
    public static KnowledgeFiles files() {
        var contents = new HashMap<String, byte[]>();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:" + FOLDER + "**")) {
                var url = URLDecoder.decode(file.getURL().toString(), StandardCharsets.UTF_8);
                if (file.isReadable() && KnowledgeFiles.isKnowledge(String.valueOf(file.getFilename())))
                    contents.put(
                            url.substring(url.lastIndexOf(FOLDER) + FOLDER.length()), file.getContentAsByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the knowledge in the jar", e);
        }
        return new KnowledgeFiles(contents);
    }
}
