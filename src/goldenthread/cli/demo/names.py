"""Names of people who do not exist, as varied as the workforce of an English county.

Given and family names are each common; they are put together at random, mostly within one
tradition as families do. Combinations that belong to somebody well known are never made.
"""

from dataclasses import dataclass
from random import Random

ENGLISH_GIVEN = """
Abigail Adam Alan Alice Alison Amanda Amber Amy Andrea Andrew Angela Anita Ann Anna Anne Annette Anthony Antonia
Barbara Barry Becky Ben Benjamin Beth Bethany Beverley Brenda Brian Bridget Bryony Callum Camilla Carol Caroline
Catherine Cathy Charlotte Chelsea Cheryl Chloe Chris Christine Christopher Claire Clare Clive Colin Craig Daisy
Daniel Danielle Darren Dawn Dean Debbie Deborah Denise Derek Diane Dominic Donna Dorothy Duncan Edward Eileen
Elaine Eleanor Elizabeth Ellie Emily Emma Erin Fiona Frances Gail Gareth Gary Gavin Gemma Geoffrey George
Georgia Gillian Glenn Grace Graham Hannah Harriet Hayley Hazel Heather Heidi Helen Hilary Holly Ian Imogen Irene
Isabel Isla Jack Jacqueline Jade James Jamie Jane Janet Janice Jasmine Jason Jayne Jean Jenna Jennifer Jess
Jill Joan Joanna Joanne Jodie John Jonathan Josephine Joseph Josh Joy Judith Julia Julie June Karen Kate
Katherine Kathleen Kathryn Katie Kay Keeley Keith Kelly Kenneth Kerry Kevin Kieran Kimberley Kirsty Laura
Lauren Leanne Lee Lesley Lewis Liam Libby Linda Lindsay Lisa Lorna Lorraine Louise Luke Lynn Lynne Maisie Malcolm
Mandy Margaret Marie Marilyn Marion Mark Martin Mary Matthew Maureen Megan Melanie Melissa Michael Michelle
Miriam Molly Nadine Naomi Natalie Natasha Neil Nicholas Nicola Nicole Nigel Olivia Oscar Pamela Patricia Patrick
Paul Paula Pauline Penelope Peter Philip Philippa Phoebe Polly Rachael Rachel Raymond Rebecca Richard Robert
Robin Robyn Roger Ronald Rosalind Rosemary Rosie Ross Roy Russell Ruth Ryan Sally Sam Samantha Samuel Sandra
Sara Sarah Scott Sean Shannon Sharon Sheila Shelley Shirley Sian Simon Sophie Stacey Stephanie Stephen Steven
Stuart Sue Susan Suzanne Sylvia Tamsin Tania Tara Teresa Terry Theresa Thomas Tim Timothy Tina Toby Tom Tracey Tracy
Trevor Trudy Valerie Vanessa Vera Verity Veronica Victoria Vivien Wendy William Yvonne Zara Zoe
"""
ENGLISH_FAMILY = """
Abbott Adamson Ainsworth Alderton Allsop Appleby Archer Armitage Ashworth Atherton Atkin Ayres Bagshaw Bainbridge
Banister Barlow Barraclough Batty Beaumont Beckett Bellamy Bentley Birch Blackburn Blakemore Booth Bottomley Bradshaw
Braithwaite Brearley Briggs Broadbent Brook Buckley Burgess Burrows Calvert Carrington Carter Cartwright Chadwick
Chambers Charlesworth Clegg Cockcroft Collinson Cooper Cotterill Crabtree Crossley Crowther Dalton Darby Dawson
Denham Dewhirst Dixon Dobson Driver Duckworth Dyson Earnshaw Eastwood Eccles Ellershaw Elliott Ellison Emmott
Fairbrother Farrar Fawcett Fielding Firth Fletcher Foster Franks Garside Gaunt Gibson Gledhill Goodall Greaves
Greenhalgh Greenwood Haigh Hainsworth Hallam Hanson Hardcastle Hargreaves Harper Hartley Haworth Heaton Hebden
Hemingway Hepworth Hinchliffe Hirst Holdsworth Holroyd Hopkinson Horsfall Howarth Hoyle Hudson Hutchinson
Ibbotson Illingworth Ingham Jagger Jarvis Jessop Jowett Kaye Kershaw Kettlewell Lambert Langley Lazenby Leach
Ledger Lister Lockwood Lofthouse Longbottom Lumb Mallinson Marsden Marshall Mawson Mellor Metcalfe Middleton
Milner Moorhouse Mortimer Naylor Newsome Nicholls North Nuttall Oakes Oldroyd Ormerod Osborne Palmer Parkin
Peace Pearson Pickles Pogson Pollard Pratt Priestley Quarmby Ramsden Rawnsley Rayner Redfearn Rhodes Ripley
Robertshaw Roebuck Rushworth Sanderson Schofield Scholes Senior Shackleton Sharples Shaw Shepherd Siddall
Singleton Slater Spencer Stansfield Stead Stocks Sugden Sutcliffe Swift Sykes Tattersall Taylor Teal Thackray
Thornton Thorpe Thwaite Tordoff Townend Turner Uttley Varley Waddington Wadsworth Wainwright Walsh Warburton
Waterhouse Webster Whitaker Whiteley Whitworth Wilcock Wilkinson Winterbottom Womersley Woodhead Wragg Wroe Yeadon
Smith Jones Brown Wilson Evans Thomas Roberts Walker Wright Robinson Thompson White Hughes Edwards Green Hall
Wood Harris Clarke Jackson Turnbull Ward Hill Moore Allen Young Mitchell Lee Baker Phillips Bell Cook
"""
CELTIC_GIVEN = """
Aileen Ailsa Alasdair Angharad Aoife Bronwen Caitlin Catriona Ceri Ciara Ciaran Colm Conor Deirdre Dermot Dylan
Eilidh Eimear Eoin Ffion Finbar Fionnuala Gethin Grainne Gwen Hamish Iain Iolo Kirsteen Lowri Mairead Mhairi
Morag Myfanwy Niamh Nia Oisin Orla Padraig Rhiannon Rhys Roisin Rory Seamus Sinead Siobhan Tegan Tomos
"""
CELTIC_FAMILY = """
Ap-Rhys Bowen Brennan Buchanan Byrne Cadwallader Callaghan Campbell Docherty Doyle Drummond Duffy Farquharson Flynn
Gallagher Geraghty Gilchrist Griffiths Hennessy Kavanagh Kinsella Llewellyn Lloyd MacDonald MacInnes MacKenzie
MacLeod McAllister McBride McCafferty McGrath McIlroy-Shaw McKenna McNulty Meredith Mulholland Murphy Murray
O'Brien O'Connell O'Donoghue O'Grady O'Hagan O'Rourke O'Sullivan Pritchard Prosser Quigley Rafferty Rees
Sinclair Sweeney Tierney Tudor Urquhart Vaughan Wynne
"""
SOUTH_ASIAN_GIVEN = """
Aaliyah Abdul Adeel Aisha Amina Amir Amrit Anjali Anoop Arjun Arshad Asha Asif Asma Ayesha Balwinder Bushra Deepa
Deepak Farah Farhana Farooq Fatima Gurpreet Habib Harjit Harpreet Hina Humaira Imran Iqra Irfan Jaspreet Javed
Jyoti Kamal Kavita Khalid Khadija Kiran Kuldeep Lakshmi Mandeep Manjit Maryam Meena Mohammed Mumtaz Nadia
Naila Nasreen Naveed Navjot Nazia Neha Nisha Parminder Parveen Pooja Prakash Priya Rabia Rahul Raj Rajesh Razia
Rekha Rubina Rukhsana Saima Sajid Salma Sameena Sandeep Sanjay Saqib Shabana Shabnam Shahid Shazia Shreya
Simran Sukhdeep Sunita Tahira Tariq Tasleem Usha Usman Vikram Waqas Yasmin Zahida Zainab Zubair
"""
SOUTH_ASIAN_FAMILY = """
Abbasi Ahmed Akhtar Ali Anwar Arora Aslam Azam Bains Banerjee Bashir Begum Bhatti Bhogal Chaudhry Chauhan Chohan
Das Dhaliwal Dhillon Farooqi Ghafoor Gill Gupta Hussain Hussein-Ali Iqbal Islam Iyer Jabeen Jamil Javed Johal Joshi
Kapoor Kaur Kausar Khalsa Khan Khatun Kumari Lakhani Mahmood Malhotra Malik Mann Mehmood Mehta Miah Mirza
Mistry Mukherjee Munir Nair Nawaz Nazir Parekh Parmar Patel Pillai Qureshi Rafiq Rahman Raina Ramachandran
Rana Rashid Rehman Riaz Saeed Saleem Sandhu Sangha Shafi Shah Sharma Siddiqui Sidhu Sohal Subramanian
Tahir Thakur Uddin Ullah Venkataraman Virdee Wahid Yaqub Younis Yousaf Zaman
"""
AFRICAN_GIVEN = """
Abena Abiola Abimbola Adaeze Adebayo Adwoa Akosua Ama Amara Ayodele Babajide Blessing Chiamaka Chidi Chinwe
Chukwuemeka Comfort Ebere Efua Emeka Esi Esther Faith Fadumo Farai Folasade Funmilayo Gloria Hodan Ibrahim Ifeoma Ikram
Joyce Kofi Kwabena Kwame Lindiwe Mercy Mercedes Nana Ngozi Nkechi Nomvula Obinna Oluwaseun Oluwatobi Patience
Peace Precious Rudo Rutendo Sade Samira Shamiso Tafadzwa Takudzwa Tendai Thandeka Tunde Uche Yaa Yetunde Zanele
"""
AFRICAN_FAMILY = """
Abdi Abebe Acheampong Adebowale Adeleke Adeyemi Afolabi Agyeman Akinola Amankwah Ansah Antwi Appiah Asante
Ayinde Bangura Boateng Chigumba Chikwanha Chukwu Dlamini Eze Farah Gyamfi Hassan Ibe Igwe Jallow Kamara Kargbo
Koroma Mahlangu Mapfumo Mensah Moyo Mutasa Mwale Ncube Ndlovu Nkosi Nwachukwu Nwosu Nyathi Obi Odukoya Ofori
Ogunleye Ojo Okafor Okeke Okonkwo-Baines Oladipo Olatunji Onyekachi Osei Owusu Oyelaran Quaye Sesay Sibanda Sithole
Tesfaye Tetteh Warsame Yeboah Zulu
"""
EASTERN_GIVEN = """
Agnieszka Aleksandra Alina Ana Andreea Anita Beata Bogdan Camelia Cristina Dariusz Dorota Dragos Edyta Elena Elzbieta
Ewa Florin Gabriela Grazyna Grzegorz Halina Ioana Irina Ivana Iwona Jakub Joanna Justyna Katarzyna Krystyna Krzysztof
Laura Lenka Lucyna Magdalena Malgorzata Marcin Mariusz Marta Mihaela Milena Monika Olga Pavel Piotr Renata
Roxana Slawomir Sorin Svetlana Sylwia Tomasz Urszula Valentina Viorica Vita Wojciech Zdenka Zofia Zuzana
"""
EASTERN_FAMILY = """
Adamczyk Balan Baranowska Bondarenko Chmielewski Constantinescu Dabrowski Dumitrescu Florea Gajewska Gorski
Hruska Ionescu Jankowska Jaworski Kalinowska Kaminski Kovacs Kowalczyk Krawczyk Kubiak Lis Lungu Majewska Mazur
Mihai Moldovan Nemeth Nowicka Olszewski Pawlak Petrauskas Popa Radu Rutkowska Sadowski Savchenko Sikora Stoica
Szymanska Tkachenko Urbanek Voicu Wieczorek Wozniak Wysocki Zajac Zawadzki Zielinska
"""
WIDER_GIVEN = """
Adriana Ahmet Alejandra Amal Angelo Ayse Beatriz Carlos Chiara Divine Emre Enrique Fatma Francesca Giulia
Grace-Ann Hanan Hui Ines Ioannis Jerome Jocelyn Joao Jun Kaveh Khanh Layla Leila Lien Ling Lourdes Lucia Maria
Maricel Marisol Mehmet Mei Minh Miguel Narges Nour Omar Paolo Parisa Ramon Reza Rosario Rowena Salma Sibel Sofia
Soraya Thanh Wei Xiu Yara Yildiz Ying Yusuf Zeynep
"""
WIDER_FAMILY = """
Al-Bayati Almeida Al-Hashimi Aquino Aydin Bautista Bianchi Castillo Chan Cheung Cordeiro Costa Cruz de_la_Rosa
dos_Santos Dimitriou El-Sayed Esposito Ferreira Garcia Georgiou Haddad Ho Hosseini Karimi Kaya Khoury Lam Lau Leung
Marques Mendoza Moreno Nascimento Ng Nguyen Ozturk Pereira Pham Ramos Reyes Ricci Rostami Sahin Salazar Santos
Silva Tan Tavares Tran van_den_Berg van_Houten Villanueva Wong Yilmaz Zhang Zhao
"""

WEIGHTS = (74, 7, 9, 4, 3, 3)
"""Of a hundred names: English, Celtic, South Asian, African, eastern European, wider."""

WELL_KNOWN = frozenset(
    {
        ("james", "brown"), ("michael", "jackson"), ("alan", "shearer"), ("david", "hall"), ("emma", "thompson"),
        ("naomi", "campbell"), ("tom", "jones"), ("catherine", "jones"), ("harry", "brook"), ("paul", "scholes"),
        ("will", "young"), ("robert", "palmer"), ("anne", "robinson"), ("tony", "robinson"), ("john", "smith"),
        ("kate", "middleton"), ("catherine", "middleton"), ("carol", "middleton"), ("james", "middleton"),
        ("ian", "wright"), ("simon", "pegg"), ("stuart", "hall"), ("lauren", "james"), ("keith", "chegwin"),
        ("phillip", "schofield"), ("philip", "schofield"), ("kim", "wilde"), ("mark", "hughes"), ("ted", "hughes"),
        ("gareth", "edwards"), ("simon", "cowell"), ("amir", "khan"), ("imran", "khan"), ("jack", "white"),
        ("michael", "palin"), ("zara", "phillips"), ("mark", "phillips"), ("peter", "phillips"),
        ("priya", "sharma"), ("mo", "farah"), ("mohammed", "farah"), ("linda", "robson"), ("angela", "rippon"),
        ("gordon", "brown"), ("bobby", "moore"), ("roger", "moore"), ("patrick", "moore"), ("ruth", "jones"),
        ("lee", "evans"), ("chris", "evans"), ("charlie", "drake"), ("martin", "lewis"), ("leona", "lewis"),
        ("andrew", "marr"), ("harold", "wilson"), ("jacqueline", "wilson"), ("richard", "wilson"),
        ("victoria", "wood"), ("ronnie", "wood"), ("naga", "munchetty"), ("malala", "yousafzai"),
        ("alison", "hammond"), ("dawn", "french"), ("jennifer", "saunders"), ("deborah", "james"), ("sajid", "javid"),
        ("mary", "berry"), ("alan", "bennett"), ("thomas", "cook"), ("james", "cook"), ("alastair", "cook"),
        ("kathryn", "mellor"), ("kay", "mellor"), ("elizabeth", "taylor"), ("kirsty", "young"), ("neil", "young"),
        ("rachel", "green"), ("jessica", "ennis"), ("maria", "sharapova"), ("rory", "mcilroy"), ("jack", "grealish"),
        ("danny", "dyson"), ("james", "dyson"), ("lindsay", "hoyle"), ("diane", "keaton"), ("sean", "dyche"),
        ("nicola", "adams"), ("nicola", "walker"), ("lesley", "garrett"), ("jimmy", "savile"), ("hamzah", "khan"),
        ("rose", "west"), ("stephen", "ward"), ("ian", "huntley"), ("steven", "wright"), ("peter", "wright"),
        ("matthew", "hoggard"), ("ernest", "shackleton"), ("peter", "sutcliffe"), ("stuart", "sutcliffe"),
        ("george", "osborne"), ("sharon", "osborne"), ("jack", "osborne"), ("kelly", "osborne"), ("john", "osborne"),
        ("laura", "robson"), ("fred", "perry"), ("andrew", "flintoff"), ("susan", "boyle"), ("kate", "bush"),
        ("jo", "cox"), ("hilary", "benn"), ("barbara", "castle"), ("shirley", "williams"), ("tracey", "thorn"),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A given and a family name, and sometimes the short form a person goes by."""

    given: str
    family: str
    preferred: str = ""


SHORT_FORMS = {
    "Elizabeth": "Liz", "Katherine": "Kath", "Catherine": "Cath", "Margaret": "Maggie", "Christopher": "Chris",
    "Benjamin": "Ben", "Deborah": "Debs", "Rebecca": "Becky", "Jennifer": "Jen", "Samantha": "Sam", "Robert": "Rob",
    "Oluwaseun": "Seun", "Chukwuemeka": "Emeka", "Agnieszka": "Aga", "Malgorzata": "Gosia", "Mohammed": "Mo",
    "Patricia": "Trish", "Josephine": "Josie", "Thomas": "Tom", "Kimberley": "Kim",
}  # fmt: skip


def words(text: str) -> tuple[str, ...]:
    """The names in a block of text; an underscore stands for a space within one name."""
    return tuple(word.replace("_", " ") for word in text.split())


TRADITIONS = (
    (words(ENGLISH_GIVEN), words(ENGLISH_FAMILY)),
    (words(CELTIC_GIVEN), words(CELTIC_FAMILY)),
    (words(SOUTH_ASIAN_GIVEN), words(SOUTH_ASIAN_FAMILY)),
    (words(AFRICAN_GIVEN), words(AFRICAN_FAMILY)),
    (words(EASTERN_GIVEN), words(EASTERN_FAMILY)),
    (words(WIDER_GIVEN), words(WIDER_FAMILY)),
)
LONG_NAMES = (
    Name("Wilhelmina Anne-Marie", "Featherstonehaugh-Cholmondeley"),
    Name("Venkata Satyanarayana", "Ramachandran Subramanian"),
    Name("Maria da Conceição", "Albuquerque de Nascimento e Silva"),
    Name("Oluwafunmilayo Temitope", "Adebowale-Ogunleye"),
    Name("Sinéad", "Ní Dhomhnaill"),
    Name("Zoë", "D'Souza-O'Connell"),
    Name("Łucja", "Wiśniewska-Dąbrowska"),
)


def draw_name(draw: Random) -> Name:
    """One name, never that of somebody well known."""
    while True:
        given_from, family_from = TRADITIONS[draw.choices(range(6), WEIGHTS)[0]]
        if draw.random() < 0.06:  # families are made across traditions
            family_from = TRADITIONS[draw.choices(range(6), WEIGHTS)[0]][1]
        given, family = draw.choice(given_from), draw.choice(family_from)
        if draw.random() < 0.035 and "-" not in family and " " not in family:
            other = draw.choice(family_from)
            if other != family and "-" not in other:
                family = f"{family}-{other}"
        if (given.lower(), family.lower()) not in WELL_KNOWN:
            preferred = SHORT_FORMS.get(given, "") if draw.random() < 0.3 else ""
            return Name(given, family, preferred)
