/// Lanes as somebody last looked at them.
extension Saved {
    static let lanes40 = """
          beds       Go ███████────════▲████████
          who-…udget Re    ~██████▒▒▒▒▒▒▒▒*────△
          who-…state Re           ██████░░░░░░░░
          parking    Re                       ▌─
                        ──────────┬───────────┬─
                                  2019      2020
          █ open  ▒ deadlocked  ░ suspended
          ─ settled  ═ settled, but stirred
          ▌ open only in between  ▲ re-ignited
          △ re-ignited, ~ * or †
          ~ imprecise date
          * partly reconstructed
          † wholly reconstructed  Go governance
          Re resources  1 character: 29 days

        """

    static let lanes80 = """
          beds                 Go ████████████████─────────══════════▲██████████████████
          who-answe…led-budget Re        ~███████████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒*──────────△
          who-answe…the-estate Re                        ██████████████░░░░░░░░░░░░░░░░░
          parking              Re                                                    ▌──
          events                  ▃▃▃                  ▁▁▁           ███
                                  ─────────┬─────────────┬─────────────┬─────────────┬──
                                           2018-07       2019-01       2019-07   2020-01
          █ open  ▒ deadlocked  ░ suspended  ─ settled  ═ settled, but stirred
          ▌ open only in between  ▲ re-ignited  △ re-ignited, ~ * or †  ~ imprecise date
          * partly reconstructed  † wholly reconstructed  Go governance  Re resources
          █ 8 events in a month  1 character: 13 days

        """

    static let lanes200 = """
          beds                                      Go ██████████████████████████████████████████████───────\
        ────────────────────══════════════════════════▲█████████████████████████████████████████████████████
          who-answers-to-whom-for-the-pooled-budget Re                     ~████████████████████████████████\
        █████████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒*────────────────────────────────△
          who-answers-to-whom-for-the-estate        Re                                                      \
                     ███████████████████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
          parking                                   Re                                                      \
                                                                                                     ▌──────
                                                       ──────┬───────────────────┬───────────────────┬──────\
        ─────────────┬───────────────────┬──────────────────┬────────────────────┬───────────────────┬──────
                                                             2018-04             2018-07             2018-10\
                     2019-01             2019-04            2019-07              2019-10             2020-01
          █ open  ▒ deadlocked  ░ suspended  ─ settled  ═ settled, but stirred  ▌ open only in between  ▲ re\
        -ignited  △ re-ignited, ~ * or †  ~ imprecise date  * partly reconstructed  † wholly reconstructed
          Go governance  Re resources  1 character: 5 days

        """

    static let lanesInASCII = """
          beds                 Go ################---------==========!##################
          who-answe..ed-budget Re        ~###############xxxxxxxxxxxxxxxxxxx*----------?
          who-answe..he-estate Re                        ##############:::::::::::::::::
          parking              Re                                                    |--
          events                  ---                  ...           @@@
                                  ---------+-------------+-------------+-------------+--
                                           2018-07       2019-01       2019-07   2020-01
          # open  x deadlocked  : suspended  - settled  = settled, but stirred
          | open only in between  ! re-ignited  ? re-ignited, ~ * or +  ~ imprecise date
          * partly reconstructed  + wholly reconstructed  Go governance  Re resources
          @ 8 events in a month  1 character: 13 days

        """
}
