package io.segue.fuzz;

import java.util.List;

/**
 * What is sent, and what may come back.
 *
 * @param index     the same seed and index make the same shot
 * @param kind      what is special about it
 * @param requests  the bytes, as many parts as there are requests in them
 * @param heads     for each whether it is a HEAD
 * @param path      as sent, of the first
 * @param good      well-formed HTTP, so that an answer must come and the connection can be used again
 * @param ending    what is done when all is sent
 * @param keyed     whether it carries what may be a good key
 */
record Shot(
        int index,
        String kind,
        List<byte[]> requests,
        List<Boolean> heads,
        String path,
        boolean good,
        Ending ending,
        boolean keyed) {
    enum Ending {
        /** Wait for answers. */
        LISTEN,
        /** Say that nothing more comes, and wait for answers. */
        SEND_NO_MORE,
        /** Be gone. */
        RESET
    }
}
