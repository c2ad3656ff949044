package io.gimbal.engine.pricing.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AmericanOptionTest {
    @Test
    void shouldScratch() {
        double[][] L={{.05,.05,.25,1},{.075,.05,.25,1},{.05,0,.2,1},{.05,0,.6,.003},{.05,.1,.6,1},{.0001,.2,.6,1},{.1,0,.1,3},{.1,.09,.1,10},{.2,0,.05,1},{0,-.05,.3,1},{.05,.049999,.6,1},{.03,0,2,1},{.1,0,1,30},{1e-6,0,.5,1},{1e-12,0,.5,1},{.3,.1,.1,2},{.1,0,.02,10},{.5,0,1.5,5},{.01,.5,.1,2}};
        Valuation a=Valuation.of("american"), e=Valuation.of("black-scholes");
        for (double[] p: L) {
            for (Valuation v: new Valuation[]{a,e}) v.at(1,1,p[3],p[2]).side(-1).with("rate",p[0]).with("carry",p[0]-p[1]);
            boolean ok=a.evaluate();
            System.out.println(java.util.Arrays.toString(p)+" "+ok+" "+(ok? a.value(Greek.PRICE)-e.value(Greek.PRICE):0)+" "+(ok?a.value(Greek.VOLGA):0));
        }
        long t=System.nanoTime(); for(int i=0;i<100;i++) a.evaluate(); System.out.println((System.nanoTime()-t)/1e5+" us");
    }
}
