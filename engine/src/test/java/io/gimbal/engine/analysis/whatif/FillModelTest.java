package io.gimbal.engine.analysis.whatif;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FillModelTest {
    @Test
    void shouldRefuseWhatNoVenueDoes() {
        assertThatThrownBy(() -> new FillModel(-1, 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latencyNs=-1");
        assertThatThrownBy(() -> new FillModel(0, -1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slippageTicks=-1");
    }
}
