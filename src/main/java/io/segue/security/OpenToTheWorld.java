package io.segue.security;

/** The service was to run without keys on an address that others reach; it does not start so. */
final class OpenToTheWorld extends RuntimeException {
    OpenToTheWorld(String address) {
        super("segue.open is on and server.address is %s".formatted(address));
    }
}
