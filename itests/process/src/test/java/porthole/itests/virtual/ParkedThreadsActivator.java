// SPDX-License-Identifier: Apache-2.0
package porthole.itests.virtual;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Runs inside the server: parks virtual threads for as long as it is started. */
public class ParkedThreadsActivator implements BundleActivator {
  public static final int COUNT = 1000;

  private final CountDownLatch end = new CountDownLatch(1);

  /** By reflection, since it is compiled for Java 17 and does nothing there. */
  @Override
  public void start(BundleContext context) throws ReflectiveOperationException {
    Method startVirtualThread;
    try {
      startVirtualThread = Thread.class.getMethod("startVirtualThread", Runnable.class);
    } catch (NoSuchMethodException e) {
      return;
    }
    for (int i = 0; i < COUNT; i++) {
      startVirtualThread.invoke(null, (Runnable) this::waitForTheEnd);
    }
  }

  private void waitForTheEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop(BundleContext context) {
    end.countDown();
  }
}
