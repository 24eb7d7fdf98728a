package io.segue.rules;

/** What runs compiled rules. Safe for use by many threads. */
public interface Engine {
    Session open();

    /** Frees what was compiled. Sessions that are open end their work. */
    void retire();

    /** Rules at work for one user, on one thread. */
    interface Session extends AutoCloseable {
        /** Adds a fact and fires what follows. */
        void tell(Object fact);

        Conclusions conclusions();

        @Override
        void close();
    }
}
