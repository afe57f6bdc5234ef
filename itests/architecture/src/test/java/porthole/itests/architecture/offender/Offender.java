// SPDX-License-Identifier: Apache-2.0
package porthole.itests.architecture.offender;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.util.function.LongSupplier;

/** Breaks one house rule in each method, so that the rules can show that they see it. */
@SuppressWarnings({"DefaultCharset", "ThreadJoinLoop", "CatchAndPrintStackTrace", "unused"})
final class Offender {

  void sleeps() throws InterruptedException {
    Thread.sleep(1);
  }

  void prints() {
    System.out.println();
  }

  byte[] encodes() {
    return "x".getBytes();
  }

  InputStreamReader decodes() {
    return new InputStreamReader(new ByteArrayInputStream(new byte[0]));
  }

  LongSupplier refersToTheClock() {
    return System::nanoTime;
  }

  LongSupplier readsTheClockInALambda() {
    return () -> System.currentTimeMillis();
  }

  Thread makesAThread() {
    return new Thread(this::prints);
  }

  void interruptsAnother(Thread other) {
    other.interrupt();
  }

  void restoresItsOwnInterrupt() {
    Thread.currentThread().interrupt();
  }

  void prints(Exception e) {
    e.printStackTrace();
  }
}
