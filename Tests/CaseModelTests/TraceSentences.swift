/// What is to be found in texts, and what is not. Nobody in them is anybody: what is to be found stands in braces
/// behind how sure it is to be; kinds other than names are named.
enum TraceSentences {
    static let withTraces = """
        {sure|Mrs Jane Smith} would not hear of it.
        According to {sure|Mr. Harker}, nothing was agreed.
        {sure|Dr Ada Quill} and {sure|Prof. Bram Stott} disagreed.
        We met {sure|Cllr Winterbourne} at the town hall.
        {sure|Councillor Petra Holm} spoke twice.
        The letter was signed by {sure|Rev Tom Arkwright}.
        {sure|Ms O’Neill} took the chair.
        {sure|Ms O'Neill} took the chair.
        {sure|Mx Robin Vale} asked for the minutes.
        Nobody had told {sure|Miss Tuffnell}.
        {sure|Sir Godfrey Plum} had the last word.
        {sure|Dame Ottoline Crisp} was to look into it.
        {sure|Lord Brackenbury} wrote to the paper.
        {sure|Lady Amelia Rusk} opened the ward.
        {sure|Mr Al-Masri} left early.
        {sure|Dr Łukasz Żeleński} came late.
        {sure|Mr van der Meer} agreed.
        {sure|Mrs de Souza} did not.
        {sure|Mr J. Prowse} chaired.
        {sure|Prof J.S. Mottram} chaired.
        {sure|Mr Street} was asked to stay.
        {sure|Mrs Young} was not.
        {sure|Dr Hall} thought otherwise.
        “{sure|Mr Pell} knows,” she said.
        They asked for {sure|Mr Tolliver}’s view.
        {sure|Prof Dr Ute Kranz} gave a talk.
        Then {sure|Mr Smith-Jones} rose.
        {sure|Mr McDowd} and {sure|Mrs McDowd} came together.
        {sure|Baroness Thripp} asked a question.
        {sure|Revd Canon Ellis} prayed.
        {likely|Nurse Hopkirk} was on shift.
        {likely|Sister Bernadette Foley} ran the clinic.
        They asked {likely|Inspector Crane} to come.
        {perhaps|Mr B} is what we call him.
        He named it after {perhaps|Lord Mallory} Hospital.
        It was {likely|Jane Smith} who said so.
        {likely|Jane Smith} said so.
        {likely|Margaret Ann Holloway} wrote it down.
        The chair, {likely|Peter Wainscott}, resigned.
        Chair {likely|Peter Wainscott} resigned.
        Chief Executive {likely|Susan Pardoe} was away.
        {likely|Siobhan O’Leary} knows more.
        {likely|Łukasz Wrona} keeps the list.
        {likely|José García} translated.
        {likely|Mohammed Al-Rashid} disagreed with {likely|Fiona MacBride}.
        {likely|Ahmed bin Salem} sat beside her.
        {likely|Anna van Dyke} chaired it.
        I spoke to {likely|John F. Merrick} at length.
        {likely|Jean-Paul Mercier} asked why.
        The minutes name {likely|Mark Tewkes} twice.
        She told {likely|Grace Appiah} first.
        Ask {likely|Will Penrose} about it.
        The paper quotes {likely|Rachel Green}.
        The paper quotes {likely|Jane King}.
        {likely|J. Smith} was there.
        A note by {likely|J. Smith} explains it.
        A note by {likely|J.S. Smith} explains it.
        A note by {likely|J. S. Smith} explains it.
        The report is by {likely|T. H. Okonjo}.
        {perhaps|E. Marchbanks} seconded.
        We agreed with {perhaps|J.S}. They did, on this.
        A note by {perhaps|P Wainscott} explains it.
        We asked {perhaps|Aoibheann Prendiville} for the file.
        Then {perhaps|Xerxes Obuya} said no.
        {perhaps|Temperance Oyelaran} said no.
        In the end {perhaps|Oduya Brightwater Nkem} signed.
        Later {perhaps|Siobhan} told us more.
        {perhaps|Fiona} was in tears.
        It was {perhaps|Rajesh}’s idea.
        {perhaps|Mark Tewkes} was named twice.
        They had heard from {perhaps|Tewkes Barrowby}.
        Between {likely|Alan Trott} and {likely|Derek Nunn} nothing was settled.
        {likely|Alan Trott}, {likely|Derek Nunn}; {likely|Priya Nair}
        * {likely|Alan Trott} (chair)
        GP {likely|Alan Trott} spoke for the practices.
        {likely|Alan Trott} OBE spoke.
        We spoke on Monday; {likely|Helen Garrity} took notes.
        {perhaps|Helen}'s deputy, {likely|Colin Fairweather}, agreed.
        Write to {sure e-mail|jane.smith@example.org} at once.
        Write to {sure e-mail|j_smith+notes@mail.example.co.uk}.
        <{sure e-mail|ali@example.com}>
        “{sure e-mail|zoë@example.org}” bounced.
        mailto:{sure e-mail|p.harker@nhs.example}
        Reach him at {likely e-mail|harker [at] example.org}.
        Reach him at {likely e-mail|harker(at)example.org}.
        Ask {perhaps e-mail|info@example.org} for it.
        Ask {perhaps e-mail|enquiries@example.org} for it.
        {sure e-mail|O'Neill@example.org} wrote back.
        Ring {sure telephone|07700 900123}.
        Ring {sure telephone|07700900123} after six.
        Her mobile is {sure telephone|+44 7700 900123}.
        Her mobile is {sure telephone|+44 (0)7700 900 123}.
        Call {sure telephone|020 7946 0018}.
        Call {sure telephone|(020) 7946 0018}.
        Call {sure telephone|0161-496-0123}.
        Call {sure telephone|0161.496.0123}.
        Call {sure telephone|01632 960 983} (mornings).
        The desk has {sure telephone|01632960983}.
        They use {sure telephone|0300 123 4567}.
        {sure telephone|+1 202-555-0143} is hers.
        {sure telephone|+49 30 901820} is theirs.
        {sure telephone|+353 1 555 0123} is in Dublin.
        {likely telephone|0044 20 7946 0018} is the same.
        {likely telephone|(202) 555-0143} is hers.
        {likely telephone|202-555-0143} is hers.
        {perhaps telephone|943 476 5919} is on the form.
        Tel: {sure telephone|765432}
        Tel. {sure telephone|765 4321}
        Fax {sure telephone|496 0123}, if it works.
        Call {likely telephone|01204 56789} instead.
        {likely|Jane Smith}: {sure telephone|07700 900123}, {sure e-mail|jane@example.org}
        """

    static let without = """
        The board agreed with the council.
        The Board agreed with the Council.
        North West London Clinical Commissioning Group merged.
        Shropshire Council and Telford Council disagreed.
        NHS England asked for a plan.
        NHS Brent said no.
        The Royal Marsden Hospital was asked.
        Queen Elizabeth Hospital took the beds.
        Guy’s Hospital did not.
        St John was a saint, and St Mary too.
        St Thomas and King Charles are names of wards.
        It is in Victoria Street.
        It is in Charles Street, near King Street.
        Florence ward was closed.
        Lord Street has a surgery.
        The Lord Mayor came, and the Lady Mayoress.
        A Professor of Surgery came.
        Professor Emeritus is a title.
        The Chief Executive and the Medical Director left.
        Chair and Chief Executive met on Monday.
        On Monday Night they met.
        In March April was far away.
        Better Care Fund money was short.
        The Long Term Plan says so.
        The Five Year Forward View says so.
        The Care Quality Commission came.
        The Sustainability and Transformation Partnership began.
        Major System Change is a phrase.
        The Major Trauma Centre stayed.
        Integrated Care Systems came later.
        Primary Care Networks came later.
        However, nothing happened. Nobody knew.
        Nobody. Nothing. Never.
        She said: Nothing will change.
        “Nothing,” she said. “Everything stays.”
        Yesterday Commissioners met.
        When Commissioners met, nothing happened.
        Plan B was dropped, and so was Option C.
        Ward A and Ward B merged.
        Appendix A. Nothing else.
        Hepatitis C. Services were cut.
        The U.K. and the U.S. differ.
        At 9 a.m. Trusts were told.
        N.B. Nothing was minuted.
        I Think so, he wrote.
        The GP Federation was cross.
        The CCG Chair was cross.
        The CEO of the Trust left.
        Stoke-on-Trent and Newcastle-under-Lyme voted.
        The NHS-led plan, London-wide, failed.
        Mental Health Services were moved.
        Accident and Emergency closed at night.
        Black Country and West Birmingham were joined.
        Yorkshire and the Humber were not.
        Friday Afternoon is too late.
        Ramadan Begins early.
        The Telegraph and The Guardian wrote about it.
        The Health Service Journal wrote about it.
        A Memorandum of Understanding was signed.
        Doctors and Nurses protested.
        Sister hospitals were asked.
        The Nurse Practitioner left.
        Captain of the ship, they called him.
        A judge decided.
        Will they come? May they stay?
        Mark the date. Grace was asked for.
        The hope was that the rose would bloom.
        Elm, Oak and Willow are three cases.
        See https://example.org/Jane-Smith/07700900123 for more.
        See https://doi.org/10.1177/13558196221142237 for more.
        DOI 10.1177/13558196221142237
        10.1136/bmj.l4151
        ISBN 978-0-19-852663-6
        ISBN 0-19-852663-6
        ISBN 0198526636
        ISSN 1355-8196
        Reference 21/NW/0123 was given.
        REC reference 02/07/123456
        IRAS 0123456789
        Ref. 01234567890
        It cost £1,234,567.
        It cost £01234567890.
        It cost $020 7946 0018.
        About 1 100 000 people live there.
        About 1,100,000 people live there.
        They were 350000 in 2018.
        It rose from 0.123456789 to 0.2.
        On 03-06-2019 and 04-07-2019 they met.
        On 03.06.2019 - 04.07.2019 they met.
        On 2019-06-03 they met.
        On 2019-06-03T14:05:30Z they met.
        From 2018 to 2021 nothing changed.
        2018/2019 and 2019/2020 were alike.
        The vote was 35% to 65%.
        The vote was 1234567 for and 7654321 against.
        The codes are E38000001 and E54000037.
        The codes are 04E, 52R and QOC.
        The case E06000051 was recoded.
        Event jw-3f9c21ab/12345678 says so.
        Version 1.2.3.4567890
        UKPRN 10007154
        12 34 56 is a lottery.
        sort code 12-34-56
        They met @ the hall.
        Follow @janesmith for more.
        a@b is no address.
        me@localhost is no address.
        user@example.1 is no address.
        5 @ 10 pounds each.
        A ratio of 3:1, and 4 (at) most.
        Let us meet [at] noon.
        Pages 101-123 and 02-03.
        Numbers 0 1 2 3 4 5 6 7 8 9.
        07:30-18:00 on all days.
        Table 1. Participants by Sector
        Future Fit was the programme.
        Hospital Trusts Board
        HOSPITAL TRUSTS MERGE AT LAST
        The System Leadership Team met.
        Executive Directors met Non-Executive Directors.
        Working Together was its name.
        """
}
