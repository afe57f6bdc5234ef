// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.owner;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Version;

/**
 * Names the bundle that a class comes from. Thread-safe.
 *
 * <p>A class of a bundle that was updated a moment ago is taken for one of the new version, also
 * while a thread still runs the old one.
 */
public final class FrameOwners implements BundleListener {
  private final BundleContext context;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Listing listing;

  private record Listing(long change, BundlePackages packages) {}

  /** Finds owners among the bundles of this framework. */
  public FrameOwners(BundleContext context) {
    this.context = context;
  }

  /** Symbolic name and version of the bundle of {@code className}, or empty for none. */
  public String bundleOf(String className) {
    String name = withoutHiddenSuffix(className);
    if (name.isEmpty() || name.startsWith("java.")) {
      return "";
    }
    List<Bundle> owners = current().owners(name);
    return owners.stream().map(FrameOwners::label).collect(Collectors.joining(" or "));
  }

  /** Lists the bundles' packages again if any bundle changed since they were listed. */
  public void refresh() {
    current();
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    int type = event.getType();
    if (type == BundleEvent.RESOLVED
        || type == BundleEvent.UNRESOLVED
        || type == BundleEvent.UPDATED
        || type == BundleEvent.UNINSTALLED) {
      changes.incrementAndGet();
    }
  }

  private BundlePackages current() {
    long change = changes.get();
    Listing known = listing;
    if (known == null || known.change != change) {
      known = new Listing(change, BundlePackages.of(context));
      listing = known;
    }
    return known.packages;
  }

  /** A lambda or hidden class, such as {@code a.B$$Lambda/0x00007f}, belongs where B does. */
  private static String withoutHiddenSuffix(String className) {
    int slash = className.indexOf('/');
    String name = slash < 0 ? className : className.substring(0, slash);
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0 ? name : name.substring(0, lambda);
  }

  /** Symbolic name and version, such as {@code porthole.storage/0.1.0}. */
  public static String label(Bundle bundle) {
    Version version = bundle.getVersion();
    return bundle.getSymbolicName() + "/" + version;
  }
}
