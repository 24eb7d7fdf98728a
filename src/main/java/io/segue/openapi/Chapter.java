package io.segue.openapi;

import io.swagger.v3.oas.models.tags.Tag;
import java.util.Arrays;

/** A group of operations, as readers of the document find them. The first one that a path fits has it. */
enum Chapter {
    TRACKING(
            "Tracking",
            "/v1/(identify|track|page|screen|group|alias|batch)",
            "Events come in as Segment's libraries send them. They are acknowledged when they are on disk."),
    DECISIONS("Decisions", "/v1/(evaluate|users/[^/]+/decision)", "What to do with a user, and why."),
    FLAGS(
            "Flags",
            "/ofrep/.*|/v1/user-tokens",
            "Decisions as feature flags: the OpenFeature Remote Evaluation Protocol. Errors have the bodies that its clients read."),
    USERS("Users", "/v1/users.*", "Who is known."),
    ACCOUNTS("Accounts", "/v1/accounts.*", "Accounts, for sales teams."),
    POPULATION("Population", "/v1/(segments|refresh).*", "Decisions about everyone, and how many users are where."),
    TABLES(
            "Tables",
            "/v1/(tables|drafts|rehearsals).*",
            "Decision tables as workbooks: downloaded, edited, sent back as drafts, and rehearsed on real users."),
    KNOWLEDGE("Knowledge", "/v1/knowledge/.*", "What decides: brought live, forward and back, and its history."),
    DATA_RIGHTS("Data rights", "/v1/data-rights.*", "What may be used of whom."),
    ADMINISTRATION("Administration", "/v1/admin/.*", "Keys, the audit, and what operators ask.");

    private final String title;
    private final String paths;
    private final String description;

    Chapter(String title, String paths, String description) {
        this.title = title;
        this.paths = paths;
        this.description = description;
    }

    Tag tag() {
        return new Tag().name(title).description(description);
    }

    static Chapter of(String path) {
        return Arrays.stream(values())
                .filter(chapter -> path.matches(chapter.paths))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no chapter of the API's description has " + path));
    }
}
