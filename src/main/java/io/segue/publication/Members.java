package io.segue.publication;

/** The other members of the cluster that decide too. */
public interface Members {
    /**
     * Has each of them compile a version that is kept, so that it can come live there at once.
     *
     * @throws PublicationRefused when one can't, naming it; nothing has come live then
     */
    void prepare(String version);

    /** Has each of them look which version is live, and waits a moment for them; those that don't answer look by themselves. */
    void follow();
}
