package io.segue.tracking;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much one call may bring.
 *
 * @param event  the largest event, as JSON in UTF-8 without white space
 * @param batch  the largest body, after decompression
 * @param events the most events of a batch
 */
@ConfigurationProperties("segue.tracking")
public record TrackingLimits(
        @DefaultValue("32KB") DataSize event,
        @DefaultValue("500KB") DataSize batch,
        @DefaultValue("2500") int events) {
    public TrackingLimits {
        if (event.toBytes() < 1 || batch.toBytes() < 1 || batch.toBytes() > Integer.MAX_VALUE / 2 || events < 1)
            throw new IllegalArgumentException(
                    "segue.tracking: event %s, batch %s (1 byte to 1 GB) and events %d must be positive"
                            .formatted(event, batch, events));
    }
}
