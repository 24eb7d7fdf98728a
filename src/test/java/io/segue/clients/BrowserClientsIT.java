package io.segue.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Libraries of web pages against the packaged service, in Chromium, on pages of another origin. */
class BrowserClientsIT {
    private static final String FLAGS = "/ofrep/v1/evaluate/flags";
    private static final String STREAM = "/ofrep/v1/events?";
    private static final double PATIENCE_MILLIS = 30_000;

    @TempDir
    static Path directory;

    private static Pages pages;
    private static RunningJar segue;
    private static Playwright playwright;
    private static BrowserContext browser;

    @BeforeAll
    static void start() throws Exception {
        pages = new Pages();
        segue = RunningJar.in(directory, pages.origin());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launchPersistentContext(
                        directory.resolve("browser"),
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setArgs(List.of(
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-quic",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync")));
        browser.setDefaultTimeout(PATIENCE_MILLIS);
    }

    @AfterAll
    static void stop() {
        if (playwright != null) playwright.close();
        if (segue != null) segue.close();
        if (pages != null) pages.close();
    }

    /** A page and all that came to it. */
    private record Opened(Page page, List<Integer> evaluations, List<Integer> streams, List<String> errors) {
        static Opened at(String url) {
            var opened = new Opened(browser.newPage(), list(), list(), list());
            opened.page.onResponse(opened::note);
            opened.page.onPageError(opened.errors::add);
            opened.page.navigate(url);
            return opened;
        }

        private static <T> List<T> list() {
            return Collections.synchronizedList(new ArrayList<>());
        }

        private void note(Response response) {
            if (response.request().method().equals("OPTIONS")) return;
            if (response.url().contains(FLAGS)) evaluations.add(response.status());
            if (response.url().contains(STREAM)) streams.add(response.status());
        }

        void waitFor(BooleanSupplier condition) {
            page.waitForCondition(condition);
        }

        void waitForTitle(String title) {
            try {
                page.waitForCondition(() -> page.title().equals(title));
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "title %s, evaluations %s, streams %s, errors %s"
                                .formatted(page.title(), evaluations, streams, errors),
                        e);
            }
        }
    }

    @Test
    void segments_library_for_pages_brings_events() throws Exception {
        var opened = Opened.at(pages.with("segment", Examples.bundled(segue, "segment-web.mjs")));

        opened.waitForTitle("sent");

        var decision = segue.decisionOnce("hedy", "featuresUsed30d", 1);
        assertThat(decision.path("traits").path("role").asString()).isEqualTo("designer");
        assertThat(opened.errors).isEmpty();
    }

    @Test
    void openfeature_for_pages_reads_flags_of_every_kind_and_survives_a_wrong_key() throws Exception {
        segue.send("identify", "{\"userId\":\"ada\",\"traits\":{\"role\":\"developer\",\"plan\":\"pro\"}}");
        segue.send("track", "{\"userId\":\"ada\",\"event\":\"Feature Used\",\"properties\":{\"feature\":\"tasks\"}}");

        var opened = Opened.at(pages.with("checks", Examples.bundled(segue, "web-checks.mjs")));
        opened.waitForTitle("checked");

        var checked = JsonMapper.shared().readTree(opened.page.textContent("body"));
        ServerClientsIT.everyKind(checked, segue.decision("ada"));
        assertThat(checked.path("unknownFlag").path("value").asBoolean()).isTrue();
        assertThat(checked.path("unknownFlag").path("errorCode").asString()).isEqualTo("FLAG_NOT_FOUND");
        assertThat(checked.path("wrongKey").path("value").asString()).isEqualTo("code default");
        assertThat(checked.path("refused").asString()).isNotEqualTo("none");
        assertThat(opened.errors).isEmpty();
    }

    @Test
    void a_page_hears_that_the_answers_changed_and_shows_the_new_ones() throws Exception {
        var url = pages.with("openfeature", Examples.bundled(segue, "openfeature-web.mjs"));
        var opened = Opened.at(url);
        opened.waitForTitle("FREE");
        opened.waitFor(() -> opened.streams.contains(200));

        segue.send("identify", "{\"userId\":\"grace\",\"traits\":{\"plan\":\"pro\"}}");

        opened.waitForTitle("PRO");
        assertThat(opened.page.textContent("body")).isNotBlank();

        // a reload shows what the page kept, and asks whether it still holds
        opened.evaluations.clear();
        opened.streams.clear();
        opened.page.reload();
        opened.waitForTitle("PRO");
        opened.waitFor(() -> opened.evaluations.contains(304));
        opened.waitFor(() -> opened.streams.contains(200));

        segue.send("identify", "{\"userId\":\"grace\",\"traits\":{\"plan\":\"enterprise\"}}");
        opened.waitForTitle("ENTERPRISE");
        assertThat(opened.evaluations).containsOnly(200, 304);
        assertThat(opened.streams).containsOnly(200);
        assertThat(opened.errors).isEmpty();
    }
}
