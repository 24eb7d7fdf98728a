package io.segue.tracking.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WriteKeyTest {
    private static final String KEY_AS_USER = "Basic a2V5Og=="; // key:

    @Test
    void without_a_key_configured_nobody_is_let_in() {
        assertThat(new WriteKey("", false).admits(null, "")).isFalse();
        assertThat(new WriteKey(" ", false).admits("Basic Og==", null)).isFalse();
        assertThat(new WriteKey("", false).admits(KEY_AS_USER, "key")).isFalse();
    }

    @Test
    void open_lets_everyone_in() {
        assertThat(new WriteKey("", true).admits(null, null)).isTrue();
        assertThat(new WriteKey("key", true).admits("Basic b3RoZXI6", null)).isTrue();
    }

    @Test
    void the_key_is_the_basic_user_name_or_else_in_the_body() {
        var key = new WriteKey("key", false);
        assertThat(key.admits(KEY_AS_USER, null)).isTrue();
        assertThat(key.admits("basic  a2V5", null)).isTrue();
        assertThat(key.admits(null, "key")).isTrue();
        assertThat(key.admits("Bearer token", "key")).isTrue();
        assertThat(key.admits("Basic Og==", "key")).isTrue();
        assertThat(key.admits("Basic !!!", "kex")).isFalse();
        assertThat(key.admits("Basic b3RoZXI6a2V5", null)).isFalse();
        assertThat(key.admits(null, null)).isFalse();
        assertThat(key.admits(null, 5)).isFalse();
    }
}
