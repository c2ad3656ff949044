package io.gimbal.engine.pipeline;

import org.agrona.concurrent.Agent;

/** Ingest and sender on one thread: what two cores have room for beside the engine. */
record IoAgent(IngestAgent ingest, SenderAgent sender) implements Agent {
    @Override
    public int doWork() {
        return ingest.doWork() + sender.doWork();
    }

    @Override
    public String roleName() {
        return "gimbal-io";
    }
}
