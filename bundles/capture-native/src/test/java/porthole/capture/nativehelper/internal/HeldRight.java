// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.util.function.LongConsumer;
import porthole.lib.capture.grant.LookRight;

/** A right that is granted when somebody else has seen the helper that is to have it. */
final class HeldRight implements LookRight {
  private final LookRight right;
  private volatile LongConsumer before = pid -> {};

  HeldRight(LookRight right) {
    this.right = right;
  }

  void before(LongConsumer step) {
    before = step;
  }

  @Override
  public String grant(long pid) {
    before.accept(pid);
    return right.grant(pid);
  }

  @Override
  public void revoke() {
    right.revoke();
  }
}
