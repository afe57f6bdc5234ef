// SPDX-License-Identifier: Apache-2.0
package porthole.testing.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.Snapshot;
import porthole.storage.api.engine.StorageEngine;
import porthole.storage.api.engine.WriteBatch;

/** An engine that counts, holds and fails what passes through it to another. */
public final class FaultyEngine implements StorageEngine {
  private final StorageEngine delegate;
  private final Map<String, Faults> faults = new ConcurrentHashMap<>();

  /** Passes on to {@code delegate} what is not to fail. */
  public FaultyEngine(StorageEngine delegate) {
    this.delegate = delegate;
  }

  /** The faults of the environment of that name, open or not. */
  public Faults faults(String environment) {
    return faults.computeIfAbsent(environment, name -> new Faults());
  }

  @Override
  public Environment open(String name, Path directory) {
    Faults mine = faults(name);
    mine.onOpen();
    Environment opened = delegate.open(name, directory);
    mine.onOpened();
    return new FaultyEnvironment(opened, mine, new CopyOnWriteArrayList<>());
  }

  private record FaultyEnvironment(Environment delegate, Faults faults, List<WriteBatch> late)
      implements Environment {
    @Override
    public byte @Nullable [] get(byte[] key) {
      faults.onRead();
      return delegate.get(key);
    }

    @Override
    public Snapshot snapshot() {
      Snapshot snapshot = delegate.snapshot();
      faults.onRead();
      return snapshot;
    }

    @Override
    public void commit(WriteBatch batch) {
      faults.onCommit();
      RuntimeException failure = faults.lateCommit();
      if (failure != null) {
        late.add(batch);
        throw failure;
      }
      delegate.commit(batch);
    }

    @Override
    public long sizeOnDiskBytes() {
      return delegate.sizeOnDiskBytes();
    }

    @Override
    public void flush() {
      faults.onFlush();
      delegate.flush();
    }

    @Override
    public void close() {
      faults.onClose();
      late.forEach(delegate::commit);
      late.clear();
      delegate.close();
    }
  }
}
