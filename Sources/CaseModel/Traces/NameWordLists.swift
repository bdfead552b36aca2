/// The words by which names are told from other words with a capital. A list is never whole: what is in none of them
/// makes a finding less sure, and never hides a form of address.
enum NameWordLists {
    static let all: [(String, NameWords.Role)] = [
        (addresses, .address), (ranks, .rank), (given, .given), (ambiguousGiven, .ambiguousGiven), (offices, .office),
        (things, .thing), (places, .place), (calendar, .common), (starters, .common), (regal, .regal),
        (counted, .counted), (particles, .particle), (letters, .letters), (surnames, .surname), (titles, .title),
    ]

    private static let addresses = """
        Mr Mrs Ms Miss Mx Mister Dr Drs Doctor Prof Professor Sir Dame Lord Lady Cllr Cllrs Councillor Councillors Rev Revd
        Reverend Baroness Messrs Hon
        """

    private static let ranks = """
        Nurse Sister Matron Father Judge Captain Inspector Constable Sergeant Sgt Colonel Pastor Rabbi Imam Bishop
        Archbishop Baron Viscount Alderman Midwife Superintendent Lieutenant Brother Uncle Aunt Auntie
        """

    private static let given = """
        Aaron Abbie Abdul Abdullah Abigail Adam Adele Adrian Agnes Ahmad Ahmed Aidan Aileen Aisha Alan Alastair Albert
        Alejandro Alessandro Alex Alexander Alexandra Alexandre Alfred Ali Alice Alicia Alison Alistair Allison Alun Amanda
        Amar Amber Amelia Amina Amir Amit Amy Ana Anastasia Andre Andrea Andreas Andrew Andrzej Andy Aneurin Angela
        Angharad Angus Anil Anita Anjali Ann Anna Anne Annette Annie Anthea Anthony Antoine Anton Antonia Antonio Anwen
        Arjun Arnold Arthur Asha Ashok Asif Audrey Ayesha Barbara Barry Beatrice Becky Ben Benjamin Bernadette Bernard
        Bethany Betty Beverley Bharat Bilal Bob Bogdan Brenda Brian Bridget Bronwen Bruce Callum Cameron Camille Carl
        Carla Carlos Caroline Carolyn Catherine Cathy Catriona Cecilia Cedric Chantal Charlotte Cheryl Chloe Chris
        Christina Christine Christopher Ciara Claire Clare Claudia Clive Colette Colin Connor Conor Craig Cyril Damian
        Daniel Danielle Daniela Danny Darren Dave David Deborah Debbie Deirdre Delia Denis Denise Dennis Derek Desmond
        Dharmesh Diana Diane Dmitri Dominic Donald Donna Doreen Dorothy Douglas Duncan Edith Edmund Edward Edwin Eileen
        Eilidh Elaine Eleanor Elena Elizabeth Ella Ellen Ellie Elsie Emil Emily Emma Emmanuel Enid Eric Erika Ernest
        Esther Ethan Eugene Eva Evelyn Fatima Felicity Fergus Fiona Francesca Francesco Francois Françoise Fraser Fred
        Freda Frederick Freya Gareth Gary Gavin Gemma Geoff Geoffrey Gerald Geraldine Gerard Giles Gillian Gina Giovanni
        Giulia Gladys Glenda Glenn Glenys Gordon Graeme Graham Greg Gregory Greta Guillaume Gwen Gwyneth Habib Hamza Hannah
        Hans Harold Harpreet Harriet Harry Hasan Hassan Hazel Heidi Helen Helena Henrietta Henry Herbert Hilary Hilda Howard
        Hugh Hugo Hussain Hussein Ian Ibrahim Imran Ines Ingrid Irena Irene Isaac Isabel Isabella Isla Ismail Isobel Ivan
        Jackie Jacob Jacqueline Jacques Jagdeep Jaime Jake James Jamie Jan Jane Janet Janice Janine Jason Javier Jayne Jean
        Jeanette Jeff Jeffrey Jemima Jennifer Jenny Jeremy Jess Jessica Jill Jim Joan Joanna Joanne Jocelyn Jody Joe Joel
        Johan Johanna Johannes John Johnny Jon Jonathan Jorge Jose José Joseph Josephine Joshua Joyce Juan Judith Judy Julia
        Julian Julie Juliet Justin Justyna Kamal Karen Karin Karl Karolina Kate Katherine Kathleen Kathryn Kathy Katie
        Katarzyna Kavita Keith Kelly Ken Kenneth Kerry Kevin Khadija Khalid Kieran Kirsten Kirsty Krishna Kristina Krystyna
        Kumar Kwame Kylie Laila Lakshmi Lars Laura Lauren Laurence Lawrence Layla Leah Lee Leo Leon Leonard Leonie Lesley
        Leslie Lewis Liam Linda Lindsay Lindsey Lisa Liz Lloyd Lois Lorna Lorraine Louis Louise Lucia Lucinda Lucy Luigi
        Luis Luke Lydia Lynda Lyndsey Lynn Lynne Łukasz Mabel Madeleine Maggie Magdalena Mahmoud Mairi Malcolm Małgorzata
        Manjit Manuel Marcus Margaret Maria Mariam Marie Marian Marilyn Mario Marion Marjorie Marta Martha Martyn Mary
        Maryam Mateusz Matilda Matt Matteo Matthew Maureen Maurice Mehmet Melanie Melissa Mia Michael Michał Michelle
        Miguel Mike Mildred Miriam Mohamed Mohammad Mohammed Moira Molly Monica Morag Muhammad Muriel Mustafa Myra Nadia
        Nadine Nancy Naomi Natalia Natalie Natasha Nathan Neil Nesta Niamh Nicholas Nicola Nicole Nigel Nikhil Nina Noel
        Nora Noreen Norma Norman Nuala Olga Oliver Olivia Olwen Omar Oscar Owen Padraig Pablo Pamela Patricia Patrick Paul
        Paula Pauline Pedro Peggy Peter Phil Philip Philippa Phillip Phoebe Phyllis Pierre Piotr Polly Priya Priyanka
        Rachael Rachel Rajesh Rakesh Ralph Ramesh Raymond Rebecca Reginald Rhiannon Rhys Ricardo Richard Rita Robert
        Roberta Roberto Rodney Roger Roisin Ron Ronald Rosalind Rosemary Rosie Rowena Roy Rupert Russell Ruth Ryan Sadia
        Sally Salma Sam Samantha Samir Samuel Sandra Sanjay Sara Sarah Satnam Saul Scott Sean Sebastian Seema Serena
        Shabana Shane Shannon Sharon Sheila Shirley Shona Siân Sian Simon Sinead Siobhan Sofia Sonia Sophia Sophie Stanley
        Stefan Stella Stephanie Stephen Steve Steven Stewart Stuart Sunil Sunita Suresh Susan Susanna Suzanne Sven Sylvia
        Tamara Tania Tanya Tara Tariq Teresa Terence Terry Thelma Theo Theresa Thomas Tim Timothy Tina Toby Tom Tomasz Tony
        Tracey Tracy Trevor Tristan Una Ursula Valerie Vanessa Vera Verity Veronica Victor Vijay Vikram Vincent Viv Vivian
        Vivienne Waheed Wanda Wayne Wendy Wilfred William Winifred Xavier Yasmin Yousef Yusuf Yvette Yvonne Zainab Zara Zoe
        Zoë Zofia
        """

    private static let ambiguousGiven = """
        Angel April Art August Austin Basil Bill Bonnie Carol Charity Charles Charlie Chase Chelsea Christian Clement Crystal
        Daisy Dale Dan Dawn Dean Don Drew Duke Earl Eden Eve Faith Felix Fern Flora Florence Francis Frank Gene George Georgia
        Georgina Ginger Glen Grace Grant Guy Heath Heather Holly Hope Iris Israel Ivy Jack Jade Jasmine Jay Jewel Jo Jordan Joy
        June Kent Kim Kit Lance Lily Lincoln Magnus Marina Mark Martin Max May Mercy Miles Moss Nell Nick Olive Paris Pat
        Patience Paige Pearl Penny Piers Poppy Pru Prudence Ray Reed Reece Rich Robin Rob Robyn Rose Ross Ruby Sandy Sidney
        Skye Star Sterling Summer Sue Sydney Ted Tori Troy Unity Val Vic Victoria Violet Virginia Wade Warren Will Willow
        """

    private static let offices = """
        Accountable Acting Administrator Adviser Advisor Ambassador Analyst Assistant Associate Auditor Barrister Cabinet Chair
        Chairman Chairperson Chairwoman Chancellor Chief Clerk Clinical Clinician Commander Commissioner Consultant Convenor
        Convener Coordinator Coroner Deputy Director Elect Emeritus Executive Facilitator Financial Former Founder Governor
        Guardian Head Head-teacher Headteacher Independent Interim Joint Lay Lead Leader Manager Mayor Mayoress Medical Member
        Minister Non-Executive Nursing Officer Operating Ombudsman Organiser Partner Patron Permanent Planner Practitioner
        President Prime Principal Programme Project Provost Registrar Representative Researcher Secretary Senior Shadow Solicitor
        Speaker Specialist Spokesman Spokesperson Spokeswoman Sponsor Strategic Surgeon Transformation Treasurer Trustee Turnaround
        Vice Volunteer Warden Physician Psychiatrist Psychologist Paediatrician Therapist Pharmacist Paramedic GP
        """

    private static let things = """
        Abbey Academy Accident Account Act Action Acute Agency Agenda Agreement Airport Alliance Ambulance Appeal Appendix
        Approach Area Arena Arms Army Article Assembly Assessment Assurance Association Audit Authority Avenue Award Balance
        Bank Barn Bay Black Blue Country Red Beach Bed Better Bill Board Borough Bridge British Brook Brothers Budget Building Bulletin Bureau Business
        Bylaw Campaign Campus Canal Cancer Capital Care Case Castle Cathedral Catholic Central Centre Center Century Chamber
        Change Channel Chapel Charity Charter Choice Choir Christian Christmas Chronicle Church Circle City Close Club Coalition
        Coast Code Collaborative Collaboration College Commission Committee Common Commons Communications Community Company
        Compact Concern Conference Congregational Congress Consortium Constituency Constitution Consultation Contract Control
        Convention Cottage Council County Court Covid Crescent Crisis Critical Cross Crown Custody Daily Dale Data Day Decision
        Declaration Delivery Dental Department Dementia Design Development Devolution Diabetes Diagnostic Digital Directorate Disability
        Disclosure Discussion District Division Dock Document Drive Early East Eastern Economic Economy Education Election Elective
        Emergency Employment Empire Endoscopy Energy England Engagement English Enquiry Enterprise Environment Equality Estate
        Estates Ethics European Evaluation Evening Evidence Examination Exchange Executive-Committee Express Extra Facility Factory
        Faculty Fair Family Farm Federation Festival Field Film Finance Fire First Fit Five Foods Football Ford Forest Forum
        Forward Foundation Four Framework Free French Friends Front Fund Funding Future Gallery Garden Gardens Gate Gazette
        General German Gold Governance Government Grammar Great Greater Green Grounds Group Grove Guardian-Service Guidance Guideline
        Hall Hamlets Harbour Health Healthcare Healthwatch Healthy Heart Heath Herald High Higher Highway Hill History Home Homes Hospice
        Hospital Hotel House Housing Hub Human Human-Resources Imaging Impact Implementation Improvement Inequality Infirmary Information Initiative
        Innovation Inquiry Insight Inspectorate Institute Institution Integrated Integration Intelligence Intensive International
        Internet Investment Irish Island Isle Issue Joint-Committee Journal Junction Junior Justice Keogh Key King Kingdom
        Lab Laboratory Labour Lake Lane Language Law League Learning Legal Liaison Liberal Library Life Line Living Local Lodge
        London Long Long-Term Lords Lottery Low Lower Major Major-Trauma Management Manor Map Market Maternity Matters Mayoral
        Meadow Meeting Memorandum Memorial Mental Metropolitan Mid Middle Midland Midlands Mill Ministry Minor Minutes Mission Model
        Moor Motion Mount Mountain Movement Museum National Natural Neighbourhood Network New News Newspaper Newton North
        North-East North-West Northern Note Observer Obstetric Office Officers Old Olympic Online Open Option Orchard Order Organisation
        Orthopaedic Orthodox Outcomes Outpatient Overview Paediatric Palace Paliative Palliative Panel Paper Parade Parish Park
        Parliament Part Partnership Party Pathology Pathway Patient Payment Peace People Performance Phase Pharmacy Place Plan
        Planning Plans Point Police Policy Pooled Port Post Practice Pregnancy Presbyterian Press Primary Priory Prison Private
        Procurement Programmes Protection Protocol Provider Province Provision Public Quality Quarter Queen Queens Question Radio
        Rapid Reference Referendum Reform Region Regional Register Regulation Regulator Rehabilitation Release Relief
        Report Republic Research Reserve Resource Response Review Ridge Right River Road Room Rotunda Route Row Royal Rural
        Safety Saint Sainsbury Savings Scheme School Science Scottish Scrutiny Sea Sector Security Select Senate Service Session
        Settlement Seven Shared Shire Shore Single Site Six Social Society Solution South South-East South-West Southern Spa
        Special Specialised Sports Square Stability Stadium Staff Stakeholder Standard State Statement Station Statutory Steering Stoke
        Store Strategy Street Stroke Structure Studio Study Summit Surgery Survey Sustainability Sustainable System Table Target
        Task Taskforce Tax Teaching Team Technology Telegraph Television Temple Terms Terrace Test Theatre Three Times Together
        Tower Town Townships Trade Training Transition Transport Trauma Treasury Treatment Tribunal Tribune Trust Two
        Union Unison Unit United Unity University Upper Urban Urgent Use Utility Vale Valley Value Vanguard Victorian Village Vision Vote
        Walk Ward Water Way Week Welfare Well Wellbeing Welsh West Western White Whole Wing Women Wood Work Workforce Working
        Workshop World Year York-House Young Youth Zone
        """

    private static let places = """
        Aberdeen Africa America Ashford Asia Australia Avon Barking Barnet Barnsley Barrow Basildon Bassetlaw Bath Bedford
        Bedfordshire Belfast Belgium Berkshire Bexley Birmingham Blackburn Blackpool Bolton Bradford Brent Brexit Brighton Bristol
        Britain Bromley Buckinghamshire Burnley Burton Bury Calderdale Cambridge Cambridgeshire Camden Canada Canterbury Cardiff
        Carlisle Cheltenham Cheshire Chester Chesterfield China Chorley Cleveland Colchester Cornwall Corby Coventry Craven
        Crewe Croydon Cumbria Cannock Darlington Dartford Derby Derbyshire Devon Doncaster Dorset Dover Dudley Durham Ealing
        Eastbourne Edinburgh Enfield Essex Europe Exeter Fareham Fylde Gateshead Glasgow Gloucester Gloucestershire
        Gosport Greenwich Grimsby Guildford Hackney Halton Hammersmith Hampshire Haringey Harlow Harrogate Harrow Hartlepool
        Hastings Havering Hereford Herefordshire Hertfordshire Hillingdon Hounslow Huddersfield Hull Humber Humberside
        Huntingdon India Ipswich Ireland Islington Italy Japan Kensington Kernow Kettering Kingston Kirklees Knowsley Lambeth
        Lancashire Lancaster Leeds Leicester Leicestershire Lewisham Lichfield Lincolnshire Liverpool Luton Manchester
        Mansfield Margate Medway Merseyside Merton Middlesbrough Middlesex Mansfield Morecambe Nene Newark Newcastle Newham
        Norfolk Northampton Northamptonshire Northumberland Norwich Nottingham Nottinghamshire Oldbury Oldham Oxford
        Oxfordshire Paddington Pennine Peterborough Plymouth Poole Portsmouth Preston Reading Redbridge Redditch Richmond
        Rochdale Rotherham Rugby Rushcliffe Rutland Salford Salisbury Sandwell Scarborough Scotland Sefton Seisdon Severn
        Sheffield Shrewsbury Shropshire Slough Solihull Somerset Southampton Southend Southport Southwark Spain Staffordshire
        Stafford Stevenage Stockport Stockton Sunderland Surrey Sussex Sutton Swale Swansea Swindon Tameside Tamworth Taunton
        Tees Teesside Telford Thames Thanet Thurrock Torbay Trafford Tyne Tyneside Wakefield Wales Wallasey Walsall Waltham
        Wandsworth Warrington Warwick Warwickshire Watford Wakefield Wellington Westminster Weston Wigan Wight Wiltshire Windsor
        Wirral Woking Wolverhampton Worcester Worcestershire Worthing Wrekin Wycombe Wyre Yarmouth Yeovil York Yorkshire
        """

    private static let calendar = """
        January February March April May June July August September October November December Monday Tuesday Wednesday Thursday
        Friday Saturday Sunday Easter Advent Ramadan Eid Diwali Spring Autumn Winter
        """

    private static let starters = """
        A About Above According Accounts Across After Afterwards Again Against All Almost Along Already Also Although Always Among
        An And Another Any Anybody Anyone Anything Apart Apparently Are Around As Ask Asked At Attendance Attendees Away Background
        Because Before Behind Being Below Beneath Beside Besides Between Beyond Both Building But By Bye Call Can Certainly
        Clearly Come Compare Concerning Consider Could Currently Dated Dear Did Do Does Don't During Each Either Else Enough Even
        Eventually Ever Every Everybody Everyone Everything Except Few Fewer Finally Following For From Further Get Given
        Go Good Had Half Has Have He Hello Hence Her Here Hers Herself Hi His How However I If Immediately In Including Indeed
        Inside Instead Into Is It Its It's Just Kind Largely Last Late Later Least Less Let Like Likewise Listen Little Look
        Many Maybe Me Meanwhile Might Mine More Moreover Most Mostly Much Must My Near Nearly Neither Never Nevertheless Next Nine
        No Nobody None Nor Not Nothing Notes Now Nowhere Of Off Often On Once One Ones Only Or Other Others Otherwise Our Ours
        Out Outside Over Overall Own Page Per Perhaps Please Possibly Present Previous Previously Probably Question Quite Rather
        Re Really Regarding Regards Respondent Said Same Saw See Seen Several Shall She Should Since So Some Somebody Someone
        Something Sometimes Somewhere Soon Sorry Source Still Such Suddenly Surely Thank Thanks That The Their Theirs Them Then
        There Thereafter Therefore These They Third This Those Though Through Throughout Thus Till Title To Today Tomorrow Tonight
        Too Toward Towards Under Undated Unless Until Up Upon Us Usually Various Versus Very Via Was We Were What Whatever When
        Whenever Where Whereas Wherever Whether Which While Who Whoever Whom Whose Why Wide With Within Without Would Yes
        Yesterday Yet You Your Yours Ten Eight Second Eleven Twelve Hundred Thousand Million Interview Interviewee Participant
        Person Patients Doctors Nurses Residents Families Leaders Members Managers Clinicians Commissioners Providers Politicians
        Opponents Supporters
        """

    private static let titles = "Lord Lady Sir Miss Hon Doctor Prof Professor Councillor Councillors"

    private static let surnames = """
        Banks Bishop Bridge Brook Brooks Castle Church Cross Day Field Fields Ford Forest Fox Green Hall Heath Hill Hills Holmes
        House King Knight Lake Lane Law Long Marsh Mills Moor Page Parks Pool Power Rivers Shore Stone Street Ward Waters Wells
        West White Wood Woods Young North Price Bell Case Vale Black
        """

    private static let regal =
        "St Saint King Queen Prince Princess Pope Saints Emperor Empress Lake Mount Fort Port Hurricane Storm"

    private static let counted = """
        Annex Appendix Band Building Category Chapter Class Clinic Column Figure Form Grade Group Hepatitis Item Level Line Method
        Model Option Part Phase Plan Point Practice Room Route Scenario Schedule Section Site Step Street Table Team Trust Tier
        Type Unit Version Vitamin Ward Wing Zone Area Case Document Exhibit Locality Participant Interviewee Respondent
        """

    private static let particles = "van von der den de del della di da dos du la le bin ibn al el ap ter ten af av zu"

    private static let letters = """
        CEO CFO COO CIO MD GP MP AO HR PA OBE MBE CBE KBE DBE QC KC JP RN PhD MEP AM MSP MLA DL FRCP FRCS FRCN MRCGP BSc MSc
        """
}
