package io.gimbal.engine.analysis.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.pricing.instrument.Greek;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelValueTest {
    @Test
    void shouldReadValueGreeksAndOutputsByName() {
        final ModelValue pool = ModelValue.of("constant-product", Map.of("spot", 4.0, "liquidity", 10.0, "vol", 0.5));

        assertThat(pool.greek(Greek.PRICE)).isCloseTo(40.0, within(1e-12));
        assertThat(pool.greek(Greek.DELTA)).isCloseTo(5.0, within(1e-12));
        assertThat(pool.output("lvr_per_year")).isCloseTo(0.25 / 8.0 * 40.0, within(1e-12));
    }

    @Test
    void shouldSayWhatIsUnknown() {
        final ModelValue pool = ModelValue.of("constant-product", Map.of("spot", 4.0, "liquidity", 10.0));

        assertThatThrownBy(() -> pool.output("yield"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("name=yield");
        assertThatThrownBy(() -> ModelValue.of("swap", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("name=swap");
        assertThatThrownBy(() -> ModelValue.of("constant-product", Map.of("spot", -4.0, "liquidity", 10.0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refuses");
    }
}
