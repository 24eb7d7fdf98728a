package io.segue.api;

import io.segue.publication.Draft;
import io.segue.publication.Drafts;
import io.segue.security.Caller;
import io.segue.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Workbooks on their way. */
@RestController
@RequestMapping(path = "/v1/drafts", produces = MediaType.APPLICATION_JSON_VALUE)
class DraftsController {
    private static final int MOST = 500;

    private final Drafts drafts;

    DraftsController(Drafts drafts) {
        this.drafts = drafts;
    }

    /**
     * A page of drafts, latest first.
     *
     * @param drafts as many as were asked for; fewer on the last page
     * @param cursor what the next page is asked for with; null on the last
     */
    record Page(List<DraftView> drafts, @Nullable String cursor) {}

    /**
     * Drafts, latest first.
     *
     * @param table  only of that table; of all if missing
     * @param state  only OPEN, PUBLISHED or WITHDRAWN ones; all if missing
     * @param cursor from the page before; the latest if missing
     * @param limit  how many drafts a page has at most
     */
    @GetMapping
    Page listDrafts(
            @RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) throw BadRequest.of("limit", "is %d; expected 1 to %d".formatted(limit, MOST));
        var before = cursor == null
                ? null
                : drafts.get(cursor).orElseThrow(() -> BadRequest.of("cursor", "is none that a page gave"));
        var found = drafts.list(table, state(state), before, limit);
        return new Page(
                found.stream().map(DraftView::of).toList(),
                found.size() < limit ? null : found.get(found.size() - 1).id());
    }

    private static Draft.@Nullable State state(@Nullable String text) {
        if (text == null) return null;
        return Arrays.stream(Draft.State.values())
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> BadRequest.of(
                        "state",
                        "is \"%s\"; expected one of %s".formatted(text, Arrays.toString(Draft.State.values()))));
    }

    /**
     * A draft.
     *
     * @param id the draft's id
     * @throws NotFound when no draft has the id
     */
    @GetMapping("/{id}")
    DraftView getDraft(@PathVariable String id) {
        return DraftView.of(find(id));
    }

    /**
     * What a draft changes of the table that it was made from. Reformatting is no change; moving a row is one only where the topmost
     * row that matches is taken.
     *
     * @param id the draft's id
     * @throws NotFound when no draft has the id
     */
    @GetMapping("/{id}/diff")
    DiffView getDraftDiff(@PathVariable String id) {
        return DiffView.of(drafts.diff(find(id)));
    }

    /**
     * Withdraw a draft.
     *
     * @param id the draft's id
     * @throws NotFound when no draft has the id
     * @throws Conflict when it is not open any more, or is somebody else's and the key does not publish
     */
    @DeleteMapping("/{id}")
    DraftView withdrawDraft(@PathVariable String id, HttpServletRequest request) {
        var draft = find(id);
        var by = Caller.current();
        if (!draft.author().equals(by.id()) && !by.mayAny(Scope.PUBLISH, Scope.ADMIN))
            throw new Conflict(
                    "The draft is %s's; its author withdraws it, or somebody who publishes.".formatted(draft.author()));
        if (!drafts.withdraw(id, Actors.of(request)))
            throw new Conflict(
                    "The draft is %s.".formatted(find(id).state().name().toLowerCase(Locale.ROOT)));
        return DraftView.of(find(draft.id()));
    }

    private Draft find(String id) {
        return drafts.get(id).orElseThrow(() -> new NotFound("No draft has the id \"%s\".".formatted(id)));
    }
}
