package io.segue.publication;

import io.segue.tables.KnowledgeFiles;

/** Where rules and workbooks come from before anybody publishes: a directory, or the defaults in the jar. */
public interface KnowledgeDirectory {
    /**
     * What is there now.
     *
     * @throws KnowledgeRefused when it can't be read
     */
    KnowledgeFiles read();
}
