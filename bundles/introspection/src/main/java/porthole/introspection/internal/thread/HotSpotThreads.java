// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.thread;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import porthole.introspection.internal.board.ThreadFacts;

/**
 * Learns a thread's OS id from {@code /proc/thread-self} and its JavaThread from {@code
 * Thread.eetop}; where either is not to be had, the number is 0.
 *
 * <p>{@code sun.misc.Unsafe} is reached through the boot class loader, so that the bundle needs no
 * import that a framework might not offer.
 */
public final class HotSpotThreads implements ThreadFacts {
  private static final Path SELF = Path.of("/proc/thread-self");

  private final @Nullable MethodHandle eetop;

  /** Finds out what this JVM offers. */
  public HotSpotThreads() {
    this.eetop = findEetop();
  }

  private static @Nullable MethodHandle findEetop() {
    try {
      Class<?> unsafeClass = Class.forName("sun.misc.Unsafe", true, null);
      Field instance = unsafeClass.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      Object unsafe = instance.get(null);
      Field field = Thread.class.getDeclaredField("eetop");
      long offset =
          (long) unsafeClass.getMethod("objectFieldOffset", Field.class).invoke(unsafe, field);
      MethodHandle getLong =
          MethodHandles.lookup()
              .unreflect(unsafeClass.getMethod("getLong", Object.class, long.class));
      return MethodHandles.insertArguments(getLong.bindTo(unsafe), 1, offset);
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.getLogger("porthole.introspection")
          .log(
              System.Logger.Level.INFO,
              "This JVM does not tell the address of a thread; captures join on its id instead: "
                  + e);
      return null;
    }
  }

  @Override
  public long javaThreadAddress(Thread thread) {
    if (eetop == null) {
      return 0;
    }
    try {
      return (long) eetop.invoke((Object) thread);
    } catch (Throwable e) {
      // Later JDKs may refuse each call of Unsafe; the address is then not known.
      return 0;
    }
  }

  @Override
  public long currentOsThreadId() {
    try {
      return Long.parseLong(Files.readSymbolicLink(SELF).getFileName().toString());
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }
}
