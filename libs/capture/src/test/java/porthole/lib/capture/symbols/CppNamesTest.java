// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CppNamesTest {
  private static final String[] NAMES = {
    "_ZNSt17_Function_handlerIFvvEZN7rocksdb6DBImpl5CloseEvEUlvE0_E9_M_invokeERKSt9_Any_data",
    "_ZNSt3mapIN7rocksdb11TemperatureESsSt4lessIS1_ESaISt4pairIKS1_SsEEEixERS5_",
    "_ZThn16_N7rocksdb6DBImplD1Ev",
    "_ZN4GrowIPFivEA4_cM1XKFvvELb1ELin3EXadL_Z3fooiEEE3addIJilEEEvT_"
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "_ZN7rocksdb6DBImpl5WriteERKNS_12WriteOptionsEPNS_10WriteBatchE | rocksdb::DBImpl::Write",
        "_ZN2os13PlatformEvent4parkEv | os::PlatformEvent::park",
        "_ZNK6Thread4nameEv | Thread::name",
        "_ZN6ThreadC2Ev | Thread::Thread",
        "_ZN6ThreadD1Ev | Thread::~Thread",
        "_ZL19thread_native_entryP6Thread | thread_native_entry",
        "_Z3foov | foo",
        "_ZNSt6vectorIiE9push_backEi | std::vector<int>::push_back",
        "_ZNSt6vectorIS_IiEED2Ev | std::vector<std::vector<int> >::~vector",
        "_ZNSt3mapIisSt4lessIiEEixERKi | std::map<int, short, std::less<int> >::operator[]",
        "_ZN1a1bINS_1cEPKS1_RS3_E1dEv | a::b<a::c, a::c const*, a::c const*&>::d",
        "_ZN1AIXadL_Z3fooiEEE1bEv | A<&foo>::b",
        "_ZN1AILb1ELi5ELj6ELin7EE1bEv | A<true, 5, 6u, -7>::b",
        "_ZN1AIPFivEE1bEv | A<int (*)()>::b",
        "_ZN1AIFviEE1bEv | A<void (int)>::b",
        "_ZN1AIRA4_cE1bEv | A<char (&)[4]>::b",
        "_ZN1AIM1XKiE1bEv | A<int const X::*>::b",
        "_ZN1AIJilEE1bEv | A<int, long>::b",
        "_ZN1A1bIiEEvT_ | A::b<int>",
        "_ZN1AcvbEv | A::operator bool",
        "_ZlsRSoi | operator<<",
        "_ZN12_GLOBAL__N_11fEv | (anonymous namespace)::f",
        "_ZZN1A1bEiENKUlvE_clEv | A::b::{lambda#1}::operator()",
        "_ZN1A1bB5cxx11Ev | A::b[abi:cxx11]",
        "_ZThn16_N1A1bEv | thunk to A::b",
        "_ZTv0_n24_N1A1bEv | virtual thunk to A::b",
        "_ZN1A1bEv.part.0 | A::b [part.0]",
        "_ZNKSs4sizeEv@@GLIBCXX_3.4 | std::string::size",
        "_ZN9999999xE | _ZN9999999xE",
        "_ZN | _ZN",
        "_ZNE | _ZNE",
        "_Z | _Z",
        "memcpy@@GLIBC_2.14 | memcpy",
        "futex_wait | futex_wait"
      })
  void namesOfCppAreReadableWithoutTheirParameters(String mangled, String readable) {
    assertThat(CppNames.readable(mangled)).isEqualTo(readable);
  }

  @Test
  void whatStandsForAnEndlessNameStaysAsItIs() {
    String nested = "_Z" + "N1aI".repeat(500) + "E";
    assertThat(CppNames.readable(nested)).isEqualTo(nested);
    StringBuilder doubling = new StringBuilder("_Z1fI1aI1bS0_E");
    for (int i = 0; i < 30; i++) {
      doubling.append("S").append(Character.forDigit(i, 36)).append("_IS1_S1_S1_S1_E");
    }
    String bomb = doubling + "Ev";
    assertThat(CppNames.readable(bomb).length()).isLessThan(100_000);
  }

  @Test
  void brokenNamesNeverFailAndNeverGrowWithoutBound() {
    Random random = new Random(11);
    String letters = "_ZNSTIEJKLPRFAMXDCULtdvi0123456789abcs.@";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder(NAMES[i % NAMES.length]);
      for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
        int at = 2 + random.nextInt(name.length() - 2);
        char letter = letters.charAt(random.nextInt(letters.length()));
        switch (random.nextInt(3)) {
          case 0 -> name.setCharAt(at, letter);
          case 1 -> name.insert(at, letter);
          default -> name.delete(at, Math.min(name.length(), at + random.nextInt(9)));
        }
        if (name.length() < 4) {
          name.append("N1a1bEv");
        }
      }
      assertThat(CppNames.readable(name.toString()).length()).isLessThan(5000);
    }
  }
}
