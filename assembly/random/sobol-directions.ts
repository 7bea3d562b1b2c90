/**
 * Direction numbers of Sobol's sequence in 250 dimensions.
 *
 * What: point i of the sequence has in each dimension the coordinate V_1 i_1 xor V_2 i_2 xor ...,
 * where i_k are the bits of i from the lowest, and V_k = m_k / 2^k as a binary fraction. The m_k
 * come from the first few of them by a recurrence with the coefficients of a primitive polynomial
 * over the field of two elements, x^s + a_1 x^(s - 1) + ... + 1:
 *   m_k = 2 a_1 m_(k - 1) xor 4 a_2 m_(k - 2) xor ... xor 2^s m_(k - s) xor m_(k - s)
 * The first dimension has all m_k = 1.
 *
 * Table: for every further dimension its polynomial, whose bits are the coefficients (these are the
 * primitive ones in ascending order), and the odd m_1 to m_s, chosen so that no two dimensions
 * fall into a visible pattern together: from the lowest bit on, k - 1 bits of (m_k - 1) / 2 for
 * k = 2 to s; m_1 is 1.
 *
 * Reference: Joe, Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM
 * Journal on Scientific Computing 30 (2008), the first dimensions of their set new-joe-kuo-6.21201.
 */

/**
 * Writes V_1 to V_32 of a dimension (0 to 249), 32 u32, with the bits in reverse: the lowest is the
 * first behind the binary point.
 */
export function sobolDirections(out: usize, dimension: i32): void {
  if (dimension == 0) {
    for (let k = 0; k < 32; k++) store<u32>(out + ((<usize>k) << 2), 1 << k);
    return;
  }
  const polynomial = <u32>load<u16>(POLYNOMIALS + ((<usize>(dimension - 1)) << 1));
  const degree = 31 - <i32>clz(polynomial);
  let packed = load<u64>(INITIAL + ((<usize>(dimension - 1)) << 3));
  for (let k = 0; k < degree; k++) {
    const m = ((<u32>packed & ((1 << k) - 1)) << 1) | 1;
    packed >>= k;
    let reversed: u32 = 0;
    for (let bit = 0; bit <= k; bit++) reversed |= ((m >> bit) & 1) << (k - bit);
    store<u32>(out + ((<usize>k) << 2), reversed);
  }
  for (let k = degree; k < 32; k++) {
    const at = out + ((<usize>k) << 2);
    const first = load<u32>(at - ((<usize>degree) << 2));
    let sum = first ^ (first << degree);
    for (let j = 1; j < degree; j++) {
      if ((polynomial >> (degree - j)) & 1) sum ^= load<u32>(at - ((<usize>j) << 2));
    }
    store<u32>(at, sum);
  }
}

const POLYNOMIALS = memory.data<u16>([
  3, 7, 11, 13, 19, 25, 37, 41, 47, 55, 59, 61, 67, 91, 97, 103, 109, 115, 131, 137, 143, 145, 157,
  167, 171, 185, 191, 193, 203, 211, 213, 229, 239, 241, 247, 253, 285, 299, 301, 333, 351, 355,
  357, 361, 369, 391, 397, 425, 451, 463, 487, 501, 529, 539, 545, 557, 563, 601, 607, 617, 623,
  631, 637, 647, 661, 675, 677, 687, 695, 701, 719, 721, 731, 757, 761, 787, 789, 799, 803, 817,
  827, 847, 859, 865, 875, 877, 883, 895, 901, 911, 949, 953, 967, 971, 973, 981, 985, 995, 1001,
  1019, 1033, 1051, 1063, 1069, 1125, 1135, 1153, 1163, 1221, 1239, 1255, 1267, 1279, 1293, 1305,
  1315, 1329, 1341, 1347, 1367, 1387, 1413, 1423, 1431, 1441, 1479, 1509, 1527, 1531, 1555, 1557,
  1573, 1591, 1603, 1615, 1627, 1657, 1663, 1673, 1717, 1729, 1747, 1759, 1789, 1815, 1821, 1825,
  1849, 1863, 1869, 1877, 1881, 1891, 1917, 1933, 1939, 1969, 2011, 2035, 2041, 2053, 2071, 2091,
  2093, 2119, 2147, 2149, 2161, 2171, 2189, 2197, 2207, 2217, 2225, 2255, 2257, 2273, 2279, 2283,
  2293, 2317, 2323, 2341, 2345, 2363, 2365, 2373, 2377, 2385, 2395, 2419, 2421, 2431, 2435, 2447,
  2475, 2477, 2489, 2503, 2521, 2533, 2551, 2561, 2567, 2579, 2581, 2601, 2633, 2657, 2669, 2681,
  2687, 2693, 2705, 2717, 2727, 2731, 2739, 2741, 2773, 2783, 2793, 2799, 2801, 2811, 2819, 2825,
  2833, 2867, 2879, 2881, 2891, 2905, 2911, 2917, 2927, 2941, 2951, 2955, 2963, 2965, 2991, 2999,
  3005, 3017, 3035, 3037, 3047, 3053,
]);

const INITIAL = memory.data<u64>([
  0x0, 0x1, 0x1, 0x0, 0xa, 0x35, 0x214, 0x94, 0x26e, 0x4, 0x148, 0x3d5, 0x60e3, 0x2ab8, 0x6371,
  0x8f8, 0x31b9, 0x7a54, 0x199eef, 0x111db7, 0xfc4f2, 0xd3025, 0x1ac531, 0x7fb51, 0xf526c, 0x11184d,
  0x2436, 0xea597, 0xa3b22, 0xd82f5, 0x4758f, 0x116889, 0x342d4, 0x1ef81e, 0xc79a6, 0x86c53,
  0xf4c1bf9, 0x60ff7fd, 0xf931569, 0x91d769, 0x2d416be, 0x4f03f0f, 0xcc09641, 0x9c72a64, 0xb96402f,
  0x47391cb, 0x1bdcdef, 0xe183d42, 0xb0e56c8, 0x469221f, 0xd5eff51, 0x84d5552, 0xefacba395,
  0x2209b006b, 0xab045ce10, 0xf96679f11, 0x5b68fa168, 0xb5e78392c, 0xbf06a5a7c, 0x6e894a7df,
  0x29dfb9ec8, 0x5018d9ff4, 0x80569df32, 0x92f9f6aa8, 0xa14ee0d6e, 0x410341a14, 0xedfb00ef6,
  0x5940d505, 0xf3fe31bf2, 0x3f5b67c83, 0x767fea40a, 0x90f293edc, 0xf5b7d6a2c, 0xacd031810,
  0x1007cf03a, 0x57cf454e9, 0x18fefb5c1, 0x98aba7b4d, 0x4af8e040c, 0x4f0c3f092, 0x708da14e8,
  0x8765e7753, 0x393ace165, 0xd147f5ac6, 0x256da0ad2, 0xe279094fe, 0xe01a7990f, 0x7589ce79,
  0xbd9124000, 0xf10c755f9, 0xd7835364e, 0xaec25c48b, 0x943a9b51b, 0x4ef032162, 0x6abc8733f,
  0x6c5326d06, 0x7c705b673, 0xeffc0d6cd, 0x6c74b0954, 0x497a84b9b, 0xe56fe2908b9, 0xf343fefcc96,
  0x12b6cf958d19, 0x7bb5e01dd32, 0x170044221a77, 0x1529f281f655, 0x18a672a3ffcc, 0x54f82e0cda6,
  0x1c4cf1382299, 0x3f526f1bc47, 0x1a765774f82c, 0x1117604f933, 0xead05efb9de, 0xc06a3919321,
  0xaa133995ff5, 0x113b6adf73ca, 0x161e19d0f187, 0x1e2d659a1a98, 0x464e76b6624, 0x17240096d99f,
  0x11d4b8d0f2c7, 0x4ebb6b75e2a, 0x1c95432aa953, 0x138e34396dcc, 0x129ac2e72c25, 0x126a19a7609f,
  0x166823dfd09b, 0x1f84043d2e1f, 0x983dce54d72, 0x24732f787a2, 0x81dc15d3821, 0x169dbd3f4eb1,
  0x1821859cfe0e, 0x241f6b94177, 0x58da86ff194, 0xf1d02f77f5a, 0xb18be03ac2, 0x12f6d6426f3a,
  0x99c4faca4d9, 0x1a84a46f0b, 0xceef2d02330, 0x16b6aa18e35e, 0x1ac7d28a8ac5, 0x1a1bf569f95b,
  0x1cdfc0670dba, 0xfade9cbbc87, 0x12e39922541a, 0x1f4e3d3d80b3, 0x1a525f20a592, 0x126b2f96a41f,
  0xcd8bc5b3020, 0x255f86ef2f9, 0xaebffc9abbc, 0x1ea6396f5a53, 0x468daf935, 0x1e99a6953369,
  0x15aedfc8e6b, 0x1cf8915ecea6, 0xda97f2bd1f6, 0x167cc62384d8, 0x1d421387bc637b, 0xc6f13ba95ac6f,
  0x2e46a59e5b20fc, 0x59916c98662174, 0x4dbd85ed70f801, 0x68e6cd6dc24236, 0x419b02e5c3876a,
  0x60abdba23e531f, 0x3a0478ccb4563, 0x59e71ab01e459, 0x35d7b95e7c0352, 0x7efbd45fe13b3b,
  0x102fd1c1b1181, 0x363a3432870c66, 0xd7c638d9ee326, 0x384a36c84a9ece, 0x56b63ee7afe98a,
  0xf7de5a772b8fa, 0x5b4318597b3368, 0x5dd6a0590d08bf, 0x72b2f4ee51d507, 0x7eaeeb1a10333,
  0x695c086dc24ac0, 0x7b1149b12cbbca, 0x5f94fed2646c97, 0x662c5da1abc406, 0x18445a386aad8e,
  0x2006dd6196b10f, 0x7fa4e8ac9db992, 0x4077153103738d, 0x5fb537f1b7ab93, 0x4b1e01e465093f,
  0xdfb1e55c871f5, 0x4305821bffd638, 0x64a9225c650ef8, 0x13f72209454df7, 0x2c7038a5991aef,
  0x76630dccb5367f, 0xc45f059a53389, 0x69751e46541756, 0x30d1b14c100b11, 0x4575bcd4dc1d51,
  0x1fc941babde962, 0x252ad528bc4d40, 0x6c4a2280d9212f, 0x285c53809cd681, 0x1daeb4fc5d310e,
  0x67d32f2cee2961, 0x5f22a2cdec6f5e, 0x54a95df32b524c, 0x4305d9c8fd4031, 0x5dcbcbc610149e,
  0x4d60b31417c681, 0x362d439a77c864, 0x3055328bc6c833, 0x31e4d6e98f82a, 0x4778c7aa58ff18,
  0x1108d2340dd56c, 0x64abdb1fb90514, 0x53776186357eb8, 0x121657f2be1374, 0x5871d26de42751,
  0x6c91361fbf758c, 0x2f3e5c268c35bb, 0xfd7ddf6a8d6fd, 0x262cbf826406ad, 0x7cafd0b11c3df6,
  0x1f627d39879c7e, 0x7c5cdfcaa5b266, 0x2b82b42dfe36a4, 0x5b57e9f63aa514, 0xbb6c55640b24a,
  0x2468915d52d82, 0x431d9a6fd33338, 0x7f4987f2edba22, 0x5f3d5f46627fa3, 0x252a9b8af63cff,
  0x298b77dcf18b37, 0x642a00f232b28b, 0x216a4050500160, 0x17ef2bd2a41a4c, 0x46d89f493511b5,
  0x6f694618096481, 0x7f15ce3b4ef27a, 0xc85ea29101347, 0x21b22f2044aff9, 0x33fa75c5301d76,
  0x770ff970f26cdd, 0x254c0c60eb28e5,
]);
