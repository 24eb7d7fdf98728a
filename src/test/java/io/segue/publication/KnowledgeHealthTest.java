package io.segue.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.decisions.Playbooks;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class KnowledgeHealthTest {
    @Test
    void it_is_down_while_knowledge_compiles_and_when_that_failed() throws Exception {
        var compiling = new CountDownLatch(1);
        var playbooks = new Playbooks(() -> {
            await(compiling);
            throw new IllegalStateException("a table is wrong");
        });
        var health = new KnowledgeHealth(playbooks, new LiveKnowledge(null, playbooks));

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

        compiling.countDown();
        assertThat(playbooks).satisfies(failed -> {
            try {
                failed.live();
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("a table is wrong");
            }
        });
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
