/// The views of issues, strategies and re-ignition, as somebody last read them.
extension Saved {
    static let issues = """
        elm
        ===

        Issues (6)
          issue           disputes         episodes  again  evidence  from, to
          --------------  ---------------  --------  -----  --------  ---------------  -
          purpose         1: 1 settled, 1  1         1      0         2019-05-01,      *
                          stirred                                     2019-06-01
          governance      0                0                0
          inclusion       0                0                0
          architecture    0                0                0
          resources       1: 1 settled, 1  1                1         2019-01-01,      ~
                          stirred                                     2019-04-01
          prioritisation  0                0                0

        What drove them (1)
          issue      driver               disputes  evidence  from, to
          ---------  -------------------  --------  --------  ----------------------  --
          resources  threat-to-resources  beds      1         2019-01-01, 2019-06-01  ~*

        Quarter by quarter
          quarter  issue      raised  again  settled  evidence
          -------  ---------  ------  -----  -------  --------  -
          2019-Q1  resources  1       0      0        1         ~
          2019-Q2  purpose    0       1      1        0         *
          2019-Q2  resources  0       0      1        0

        """

    static let strategies = """
        elm
        ===

        Strategies (1)
          What came next is told by dates alone: nobody says that it came of the
          strategy.
          fault-line  strategy     uses  disputes  by           came next
          ----------  -----------  ----  --------  -----------  ---------
          stakes      deal-making  1     1         Chair (p01)  settled 1

        By fault-line
          fault-line  uses  disputes  strategies
          ----------  ----  --------  -----------
          stakes      1     1         deal-making

        By skill
          skill       uses  strategies
          ----------  ----  -----------
          networking  1     deal-making

        Who did what (1)
          date              who      strategy  towards  about  which    came next
                                                               was
          ----------------  -------  --------  -------  -----  -------  ----------------
          2019-02-01        Chair    deal-mak  The      beds   open     settled by
          [aa-00000000/15]  (p01)    ing       council                  compensation
                                                                        2019-04-01
                                                                        [aa-00000000/16]

        """

    static let reignition = """
        elm
        ===

        Which issue re-ignites which
          A re-ignition counts once for each issue of its causes and each that it is
          about.
          from  to       times  disputes  events
          ----  -------  -----  --------  --------------
          none  purpose  1      beds      aa-00000000/17

        How settlements held, by how they were made
          Stirred are some of those that hold; the median is of those that came back.
          settled by    settlements  hold  stirred  came back  median days
          ------------  -----------  ----  -------  ---------  -----------
          compensation  1            0     0        1          30
          authority     1            1     1        0

        Settlements (2)
          dispute  episode  by      settled           until             days  holding
                                                                              out
          -------  -------  ------  ----------------  ----------------  ----  -------  -
          beds     1        compen  2019-04-01        2019-05-01        30    The      *
                            sation  [aa-00000000/16]  [aa-00000000/17]        council
          beds     2        author  2019-06-01        holds, stirred    30
                            ity     [aa-00000000/18]

        """

    static let estimate = """
        elm
        ===

        How long settlements hold, as estimated: all of them
          9 came back, 12 still hold and count as far as they were watched
          (Kaplan–Meier). Half had come back after 23 days. WARNING: 9 re-ignitions with
          dates that can be counted on: fewer than 10, so one more or less would change
          the curve, and the intervals may be too narrow.
          all  │███████████▂
               │█████████████████▆▆▆▆▆▄▄▄▄▄▁▁▁▁▁▁▁▁▁▁▁
               │██████████████████████████████████████▆▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂
               │████████████████████████████████████████████████████████████
          none │████████████████████████████████████████████████████████████
               └────────────────────────────────────────────────────────────
                0                                                    35 days
          days  held until then  came back  still hold  95 % interval
          ----  ---------------  ---------  ----------  --------------
          6     21               3          0.857       0.620 to 0.952
          7     17               1          0.807       0.563 to 0.923
          10    15               1          0.753       0.503 to 0.889
          13    12               1          0.690       0.432 to 0.849
          16    11               1          0.627       0.368 to 0.805
          22    7                1          0.538       0.268 to 0.747
          23    6                1          0.448       0.188 to 0.680

        """
}
