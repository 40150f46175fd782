/** Keys, signatures, scalars, points and texts with a checksum, by what asks for them. Made of `pools.json`. */
export const POOLS: Readonly<Record<string, readonly string[]>> = {
  "BlsPublicKey": [
    "szVGQiboH2ZzBtEBtZ1eDwns3ZwGsYtUKVxXymR6A8Ri2gVNGLYkmmzPT3MpVQyraeA5dRSttUZzUPSUGjrPT6Ah4Py5TgVkyecV4SioqLR79BiLP29LAP7284mrFFghrgQ",
    "qDhk4TnNjRfxvpcniAcucuKBfBAHw7GAJ8FqV5DCRuLCiemfS49s4pZQ3Qv5yBZ7xkqctvFnwEgQiD4i8r9VzYwULr4LtywnQ2mwGDzuUf8rJCNrbpAoWtKi6CJvPjGQEBS",
    "23qEuuJnXiPBCdNNzapk9HVxphkoyzaBBcAeGcMU5zs7JBBXuGVQyR6p2ykE4gtuBDT2VAJBzPqv36G5h4kaRR2k51uTYKUgeqxHWXsVRXvizQ35Zs65dsoNw7FVx8QzYuhm",
    "rgL6L9Ntf1K53YAveXcqvUEycebSZ2nxDnztPUJBfYq6pnVmMfEqYfHWRGgEx2KEMRGYMYT4od2yGXXsehWgBhypr7GLp9XzkCaiY7Sk75G1zFhqFFftxzsiDztmTin2K7B",
    "oBkemFhSB1hFgMAYMowEMZQe5ZjU3xTVUc47aeo76qCkvgHPox79bzPV4SXk2YE6tDGmBL9Vye9Mz9KQQCJy4CwFHWmzLhQPN7sagPLeBT83LSJtc8B1YW1Wp6arHK6j5o4",
    "qtifYDXF1t7ZhjbzrLi4UodDSgssmKrX3M5o24SiRTHEiN2ZPxHmMW3S3DiJRdjTjwmZWZyU9iHuFfYPN8ybyodRKBcgeuitP43mtachoQHMzaaGTRtBXvuAiTdeHVZ5AtY",
    "uiWFfCPoupPsCVP9fQLH2sgrUGu5mPLRre7hwg6cxth4xTAYNGHzZTdKpgFsc6wdk8Z993FnxJFaLvDo5vhf2t6uw3Gsm7bEugV8dtQgkW6KMkxjSsBvqfWSYrT2XQYbMpn",
    "yDxSbwwag2F2gSLv2KZ1jPK1tSyPo9HdiqAHNptx3kqQEuPV18PRLd2ynCiLRr5NSoRsZLJ1m7W61X5bNDdvJaxMrWLNuW26GxkWuTXvuVUnvLYCTnPSWDJb3qstmKUgLSQ"
  ],
  "BlsScalar": [
    "796bc4f11f8cd6544ca6041d535ecf743e059628d4e5513962bac1ae9bb76f48",
    "1d3a5b4809cae0e49e3c03e95860675fc99a19fe4c20167c9f32c2980bae7662",
    "63c2ccf8a986e2b09cb71c9d80d1d54c1d772f854cd7d4d31d9a0acce7a04823",
    "7be0924f833ed1d3e83a6602caede555ce8959e42a592217ad26e0fe64e96323",
    "f29566c09bde9bd2dce01f79c6b4cc8d30b17406ad947580301dbdb840923d15",
    "6fa1f8965bbdf25a8564eea361c0564b85965c6007e96613f3293e43ff1f7907",
    "02522bbc0693641072287f605a8d8e27b18dcb3dc04cce7a9fcd2031dd05fb05",
    "ba4ac7817a96843077e549ccb636dfa698ac146442183186c15156358d4c0d59",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "00000000fffffffffe5bfeff02a4bd5305d8a10908d83933487d9d2953a7ed73"
  ],
  "BlsSignature": [
    "6u5xCiMKYCyPvePbybN8ZYFdprHBnw5rzMyEw5UMv6ycqRVu4rHVnwAgtXFUMupvxW",
    "6PtdgxdPwvzyEKrWbtsKwsyTSDNxRdSioiArcAy1YxZdYaJWgPDkmEDREvbzY6j8yv",
    "6MTsUpELCx5SE6TmRQYVwmjEpvZAKWYxroegQwpoc1iFEQWSuJZACfmmjPejivZgym",
    "73hRs5Yuytn7KJRsFZPDoi3cSgWQyKs6Zkq4JUKTFVoyYNcFDWhPSn6GsdiicVpChy",
    "6sjd21SjajFkyAboE5JScMecFrJyA6yEjFf96kt8YQLzVQmGNhXTc79HK57EAoKDR1",
    "6LiYUC3oWLRDoc5ouChs8cZmw9dDTnLyZxFKh3TFvdMtL152aWbGxGbDfdz8AQ9Kuz",
    "7943pbiFCGBodkC14KrmWnqkJYduR72i5cZL5NkTkGF4ewweJnf5zvJnUEB61NnokC",
    "78B3hCchSPE43HzEBkwSACMKjdrwUQfCrkUPAeA3JWP4Py8eKCdsqw2kPL5qmiuMkc"
  ],
  "JubJubAffine": [
    "5abe3508f35523533848fd275f76aac17f36d93405df272ab855284fa12ef23c",
    "5d58fa5879d6b51f51cb75b7738f1202ab97309fa57f47842eb3b18d33417a2d",
    "ab5b6cbeb7c0f3d858b309861ffb76ee51fe3161160149c209e3d8f4c09a0ba6",
    "9c17ea3ad94b3718fc8ad526cc15948ca53e7bde2345e1d0fb32ab0ba6e3265f",
    "b7c128f3939c033cf082d677c6f87ed9110011850d985e549312206d62febbb3",
    "7fbf09d375e039afa7853ef6b2e395b5dbf44c2d644d448e6b58691c3cfb5a17",
    "cc73ed976dad4ab1e59c254c3b453bc0836b6a4d6fad128ccdd7b02b02170a89",
    "660183de60621e578bd31ee19678f58e9875cd9715415fbea9cc958b987e71e6",
    "0100000000000000000000000000000000000000000000000000000000000000"
  ],
  "SchnorrSignature": [
    "4AEci1HcT1hDJPcveiBrhqb3CwSv71c5FKwVsoH2M8otT9ayc41n6sGN8n1DkQUQs5B5QHrNkMLBT2Y9MJ224V8k",
    "Yi7JCgMyQeep4cGsYQ2LgxXLNfdkAahAumh8C71WHMqu2Vu9bbhift9zigYnCGMc6rBQ2JwtNVyH1sbbPqpE5dL",
    "5MNdi9MMeSDtev9cGGEVZbfSwqLJPTQnobfUsDtPnEihkyZovMGJuqc3358HnBHGoGgaDdpbxXwBr6r6NETipGzj",
    "4PpiPHyYPCtBvH1LrdQ48NMSawfbp5MQFJ3wzckxPskRNRxjKXPws3nrF2vYHgqrTmAJmZHN7rVsFdzBbQXbyZvY",
    "5K7NGmoHXNDnGnFVUx2Fk5fpLUjTofDvhtNPBS78AUHse4BuSsxn7D41tAxR5ajcraJrwE3NxhYKAPSTkN53k3pG",
    "2LUk3T6A1Pbj1gCtRNdSxMoWM4Fh6mqFaHoK7tSM22uYgdJFH52Rsj3AoCQoehkdJxDRHUtmfeJGHLVpGZan3ZSv",
    "5FHMvfAsQD5fGS35KkGgKPDSbWmzZPeXDRs4Q3apMbBXqF9HVgHQ8kExQzVGHutGEUXc7WyhehfSZnRXGMYJTynR",
    "c3x8zzmkAxKY7y4AXG18nP8GTARyBFf44MuTZiKgSY866sLA3UK72F52nQ67CpTogHUtwMHCzTDt51nLwSh32A4"
  ],
  "StealthAddress": [
    "fsz5nXm2ZTiB7FStvvrnTN1AdrhaCzJ122v6CJxnCrYvbHZYq2RvcwE1ifyoTGqsovsTV6ai4zcBvYbYGjfbZ2U",
    "CPb9gLBHYg8NMwM4gBE1f8jodLjU7JBz8WHTLKxiH4USiDDU8TdStsFnw2bne6DxQvabopkeFguDwGHnFFndKbd",
    "5aSnVGRchKa2mE8QKPEw56PqhfDkU1QJwuMyHJPpd3y34H8qa2JpKp6HuyfaV1mCcniSVzPyLFCnBouFmdqiTiN7",
    "38z6A9jWAtPFNBJ4FCUSuRsLCtnuZN7uSFEm5JbPR6HQL41hiXj8yqm9LfMmLHv1uU1fxTybxe1q6Yu3Jd2NN7aU",
    "dAhVgSraTihdsfj38whhScS1FE86Qp7eJgWAEFM5gLMD7g6taLZtT9WERxweBQtbPjof7yNJAL9V92p1urdzj6w",
    "5Cd3u9tpmJGKCagX1UjkTySYTUz2MWJvtg8J5JzFdwcvkfQtPsXh6Rm6uQjL4S8BGKsStwVQkkL4V1BjXV9U8zsx",
    "GDBXd3QV64u89fuXMXx2hjRnVNTM3oAmrFWoGCkomatJtR681CjGGnd9zkzNUuDQswJzREoKHYhcPFEbHxZAZVm",
    "4KdGDFARzwEKzsHxPJaTBBnDjT7G4PQGAsyKVth6qL3JGJVXRDkbUjJwJN4RoKVobTsMx9X2AgBVtxFVouyZwavX"
  ],
  "base58check B 32": [
    "BLyELXmMVrmYBMrmXpcEzVjcgms5E2xdmosDcU5FByS3yyWp6Ct",
    "BMF9M7CyLiHi6a5156sCQds5dqo4pq5RqSUKb9HMCcUK4pBZuK1",
    "BMQNxgKJEmfkkRkK2tVjKyquVMtii2to5HQL1aP9GsYMgL5rXaA",
    "BLdfRjGbQzcA7Q9G1hh6sP1hvqNEbakt5U3aNGP6jthtCB2Tjvk",
    "BL61hPrssaC7AMzvvMWaL1hc6BPpFe73q6wQhBjVvDp8J4LTEox",
    "BMFwr2hVnVqHSTaNohjYND82DBmny6GvQUeKBFGkc3nbHi1aW4h",
    "BMX89V2rReeBcU8dWNHRLm71HxWEWtbQtzuuAF31R2H6NK1Cdea",
    "BLqFyjT3XNKhC28c7SXKAopyArxReuhwpNtMXgKVkzhELDur6q2"
  ],
  "base58check KT1 20": [
    "KT1G1s7Fwy3WQjNBkreru4ZWC3JYmB2GR1vQ",
    "KT1RfQBgYXN5EcoTQxdwBZxJPeR4c4ZE7nV6",
    "KT1JDgxXTtcjB9VTAHPfbF3Ja4KG4JLTXq7x",
    "KT18ndR6bkFPSkmsMiSADksNSsrXKNWQsd46",
    "KT1Nzbb5YssjuNggQ2921ewbJnY6bXzAYB7f",
    "KT1BqhiEZQXqPMcYyPCssoq1ozfFge43AqZX",
    "KT1KEsLtkJ1b9SuQG8ntkn876cY98thCeoRf",
    "KT1TA6xKQeifLBfnfrirwZ5CW5BSC6oUzYqi"
  ],
  "base58check scrrh1 32": [
    "scrrh131Lf46no4icZLZfLsaPjXmYBYqv9Vn2yyUpmgNGUnJCHcicECB",
    "scrrh13FeFbxwY3z7S3FB9HLeGFQ6LMf6YB8aB1EYz1UwLMM1t3N7Kni",
    "scrrh1347wiKeLcznsQW3t5PoMhiXQPYiXr3j2TmoVu8deztHHdTVMwF",
    "scrrh142ELzju1Xq3Z6p99peUui88dJmhYxrx872uQRLFxhZCTBaXUFW",
    "scrrh14c245W5suPps24tLRbih2gAgbfsiUonsc3VrSxzu8dkqEvTeZf",
    "scrrh13upb3Ad3vmDK3qStcjCcTxWbTLjg17CVNMvJMyhfLKJyaReESJ",
    "scrrh13gewdYk5EKnhev7dpPfhhy8sCzfKxCPXGF8pBAjACykSjpatYb",
    "scrrh13GVawavXoSgTVtJLQ97qHLkkgsCdK15dat15wCYkYyGfQRQLjM"
  ],
  "base58check sr1 20": [
    "sr1JYCFE5phDQWUbZtYqBFd9f9sHwoz45Fqg",
    "sr1PWJFbQy47MDqtJ7GVRqkFaY52AJ9eAEcM",
    "sr1F5EgApD1WnJv12XaqSh5w1R31PZiRZ5xn",
    "sr1Q8FnPhXqVErxvEnuXTfnEvRysyMEbnL5P",
    "sr1LjiBJFe5hiG8mgGd8EGffzTfgjBf31Xt5",
    "sr1KAXQP4fiPiRUeh2FrsPRPEmZjeYJUscxD",
    "sr18fY179pZnnVPDDMW8MqWfwPBKdn1rRiLS",
    "sr1HAWSQY75jFAqvv8W51kRadtKXo6JiuehT"
  ],
  "base58check tz1 20": [
    "tz1NJPjfUReuFE5LXgtDjFv1jDd6kp5hZNAp",
    "tz1hQ5GesP73hqtRnMbqz3gXXpkCxFDkXJyw",
    "tz1atNWPQG5QJdmP4V7ktTj16rvsi7KGve9T",
    "tz1YcmpaqXS6qttFHbx2eLWLBCahBxmT1FaK",
    "tz1S3h3HSEvQfBaocS2ihbazezbYUYiNX8q8",
    "tz1QQHWke68hvCWKaA5VffoCgE5CVJRPdnPa",
    "tz1RJhEVA9VkjQJeu168iGzft1QRvETwTsfs",
    "tz1fmwpwWswtRSDKsNLUEhJvwocnjHAhMJss"
  ],
  "base58check tz2 20": [
    "tz2DV1cmXT7HdJCKvwE8UPZh8D8A6eYgPBd1",
    "tz2Q8PnNMD1AA97gaT1bn1LfQyVszY3ojJuX",
    "tz2Mi2Jto7et4pwGMS2H2YXKBR5CkR4qZBw5",
    "tz2QwgkDRABS4dFACeGyaJRg2W4MbbtKWWqP",
    "tz2MYH6T1e6nZ9zEmGbCKJ2J8MoV15jYtkjt",
    "tz2BqLPxdgfZ4hGm3BSMQ63hoeFksQh6PiH7",
    "tz2Aw8CsWvvpjzHxnzivJyXGybEiHSSrfjQp",
    "tz2AmU1zJMYELavWTgHZNEtmUX6b5nrRuJqM"
  ],
  "base58check tz3 20": [
    "tz3ZCBErqDcSXAgvUDCDt5YvGaNxHaGCSZFC",
    "tz3i5Xi96LXwWfWyzEPH9o7gjvaiMq7Cxq3n",
    "tz3MVLD7APVwUFLuTFfUPpfriiuzEpC5HUYS",
    "tz3ZmtA2oXKZwDtRYrR1QqAzEdQ67fGkVLHw",
    "tz3U7QR2r1Uk6riJ3BqyA1mekB5WxLcAqSgh",
    "tz3iGsGxt2ZyrAosYL1XpK57jrtgY1HB2RXU",
    "tz3e7fK3NzKLbFem7LYfvvo57JUdPUU8EKw1",
    "tz3X2MRjxufdXVJW2eBgwXtAG5xx4Bv2Jqgd"
  ],
  "base58check tz4 20": [
    "tz4QYZ4XSZ76uNFipbF2BJ9eqhCznoQ42N1B",
    "tz4HD6yBJ2voynn9XCpYXNnvPoVVMgbZrCRh",
    "tz4MHvUPzQicnwXsQjeSi9EpPVRNhFmZbRQQ",
    "tz4JU5c9bJHCgdmUnpZfmqhJ6bGyo9soWb2Q",
    "tz4K77LFFTz17ycHArAYUD8hUR5PqxSyxwZg",
    "tz4LvvxVypkwfcKZMJ6RGMJQsVnxf3Q2nLF3",
    "tz4AJpdBxfw5yPs28ykfpQngrC1hnY9nvNs8",
    "tz4NbVacEY3vvnv6qeF9CaHR9ciW1U4VRo48"
  ],
  "base58check tz5 20": [
    "tz5NdpLXddcvUMdVs4RgnKVFRtdQj6y9SrWM",
    "tz5WHaHT38bfcLhLdekHUgYbKUKb3EEM5nkV",
    "tz5MgKNmYgWVSqbnr87citLkTaiazEKEFk7o",
    "tz5hvbtS8TSYfNMeLmTqJAo3B6XsTnRv3hYp",
    "tz5eWYnKuS3qQDWqFnBfksT3pjCeUNE67jz3",
    "tz5W8oYfsWCA9dCejHxRviy56BrwvEmUHMnM",
    "tz5jjRAvbw83JPSU35cv5gFAGHehLBMBVTnF",
    "tz5QVRRFCuDFqBqwtmDcBh3nfcFRf68EtNVq"
  ]
};
