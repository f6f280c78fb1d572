package io.micms.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An event as it goes over the wire.
 *
 * @param about what it tells of: a later one about the same replaces one that still waits
 * @param data JSON in one line
 */
record StreamEvent(String id, String name, String about, String data) {

    byte[] bytes() {
        return "id: %s\nevent: %s\ndata: %s\n\n".formatted(id, name, data).getBytes(UTF_8);
    }
}
